import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the dashboards of Grafana: {@code java dashboards/Dashboards.java [folder]}. What a panel
 * asks and means stands here once; the JSON around it, which is nine tenths of each file, is the same
 * for all.
 */
public final class Dashboards {

  private static final int GRID_WIDTH = 24;
  private static final int STAT_HEIGHT = 4;
  private static final int CHART_HEIGHT = 8;
  private static final String API = "job=\"api\", instance=~\"$instance\"";

  private Dashboards() {}

  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "dashboards");
    for (Dashboard dashboard : all()) {
      Files.writeString(folder.resolve(dashboard.uid() + ".json"), Json.text(dashboard.json()) + "\n");
    }
  }

  private static List<Dashboard> all() {
    return List.of(
        overview(),
        ofRoute("course", "Course", "/v1/course/getcourse"),
        ofRoute("user", "User", "/v1/user/getuser"),
        ofRoute("report", "Report", "/v1/report/get-top-courses-report"),
        platform(),
        cluster(),
        cache(),
        jvm());
  }

  // The old project's four, with the meaning of their queries.

  private static Dashboard overview() {
    String old =
        "endpoint=~\"/v1/course/getcourse|/v1/user/getuser|/v1/report/get-top-courses-report\", " + API;
    return new Dashboard("overview", "Overview", "The three routes of the old project, side by side.", "api")
        .stats(
            stat("Course requests", "Answered requests in the range shown.", "short",
                increase("http_requests_total", "endpoint=\"/v1/course/getcourse\", " + API)),
            stat("User requests", "Answered requests in the range shown.", "short",
                increase("http_requests_total", "endpoint=\"/v1/user/getuser\", " + API)),
            stat("Report requests", "Answered requests in the range shown.", "short",
                increase("http_requests_total", "endpoint=\"/v1/report/get-top-courses-report\", " + API)))
        .charts(
            chart("Requests by endpoint", "Answered requests a second, over 5 minutes.", "reqps",
                query("sum by (endpoint) (rate(http_requests_total{" + old + "}[5m]))", "{{endpoint}}")),
            chart("95th percentile", "Of the time to answer, over 5 minutes.", "s",
                quantile("0.95", old, "endpoint", "{{endpoint}}")))
        .charts(
            chart("Share of errors", "Answers with 4xx or 5xx among all, over 5 minutes.", "percent",
                query("100 * sum by (endpoint) (rate(http_requests_total{status_code=~\"[45]..\", " + old
                        + "}[5m])) / sum by (endpoint) (rate(http_requests_total{" + old + "}[5m]))",
                    "{{endpoint}}")));
  }

  private static Dashboard ofRoute(String uid, String title, String endpoint) {
    String route = "endpoint=\"" + endpoint + "\", " + API;
    return new Dashboard(uid, title, "The route " + endpoint + " of the old project.", "api")
        .stats(
            stat("Requests", "Answered requests in the range shown.", "short",
                increase("http_requests_total", route)),
            stat("Share of errors", "Answers with 4xx or 5xx among all, over 5 minutes.", "percent",
                "100 * sum(rate(http_requests_total{status_code=~\"[45]..\", " + route
                    + "}[5m])) / sum(rate(http_requests_total{" + route + "}[5m]))"),
            stat("Mean duration", "Mean time to answer, over 5 minutes.", "s",
                "sum(rate(http_request_duration_seconds_sum{" + route
                    + "}[5m])) / sum(rate(http_request_duration_seconds_count{" + route + "}[5m]))"))
        .charts(
            chart("Requests by method and status", "Answered requests a second, over 5 minutes.", "reqps",
                query("sum by (method, status_code) (rate(http_requests_total{" + route + "}[5m]))",
                    "{{method}} {{status_code}}")),
            chart("Time to answer", "Percentiles over 5 minutes.", "s",
                quantile("0.95", route, "", "95th percentile"),
                quantile("0.5", route, "", "median")))
        .charts(
            chart("Requests by status", "Answered requests a second, over 5 minutes.", "reqps",
                query("sum by (status_code) (rate(http_requests_total{" + route + "}[5m]))", "{{status_code}}")));
  }

  private static Dashboard platform() {
    return new Dashboard("platform", "Platform", "Whether users are well, and if not, which part is at fault.", "api")
        .stats(
            stat("Availability, 1 h", "Share of answers that are no 5xx. The objective is 99.9 %.", "percentunit",
                "api:availability:ratio_rate1h").levels(0.999, "green", 0.99),
            stat("Fast course reads, 1 h", "Course reads within 100 ms. The objective is 99 %.", "percentunit",
                "api:course_reads_fast:ratio_rate1h").levels(0.99, "green", 0.95),
            stat("Requests", "Answered requests a second, of all instances.", "reqps",
                "sum(rate(http_requests_total{" + API + "}[1m]))"),
            stat("Instances", "API instances that Prometheus reaches.", "short", "sum(up{job=\"api\"})"))
        .charts(
            chart("Requests by route", "Answered requests a second; the ten busiest.", "reqps",
                query("topk(10, sum by (endpoint) (rate(http_requests_total{" + API + "}[1m])))", "{{endpoint}}")),
            chart("Errors by route", "Answers with 5xx a second.", "reqps",
                query("sum by (endpoint, status_code) (rate(http_requests_total{status_code=~\"5..\", " + API + "}[1m]))",
                    "{{endpoint}} {{status_code}}")))
        .charts(
            chart("Time to answer", "Percentiles of all routes.", "s",
                quantile1m("0.5", API, "median"),
                quantile1m("0.95", API, "95th"),
                quantile1m("0.99", API, "99th")),
            chart("Saturation", "Requests under way.", "short",
                query("sum by (instance) (http_requests_in_flight{" + API + "})", "{{instance}}")))
        .charts(
            chart("Refused", "Requests refused a second, by code of the refusal.", "reqps",
                query("sum by (reason) (rate(http_refusals_total{" + API + "}[1m]))", "{{reason}}")),
            chart("Error budget burnt", "Times as fast as the objective allows; 1 is just kept.", "short",
                query("(1 - api:availability:ratio_rate5m) / 0.001", "5 min"),
                query("(1 - api:availability:ratio_rate1h) / 0.001", "1 h")));
  }

  private static Dashboard cluster() {
    return new Dashboard("cluster", "Cluster", "Patroni, etcd and HAProxy: who leads, who follows, what is routed where.", "")
        .annotations("Failover", "changes(patroni_postgres_timeline{job=\"patroni\"}[30s]) > 0")
        .stats(
            stat("Leaders", "Members that lead. One is right.", "short", "sum(patroni_primary{job=\"patroni\"})")
                .levels(1, "green", 0),
            stat("Synchronous standbys", "Members that a commit may wait for.", "short",
                "sum(patroni_sync_standby{job=\"patroni\"} + patroni_quorum_standby{job=\"patroni\"})")
                .levels(1, "green", 0),
            stat("Timeline", "Raised by each promotion.", "short", "max(patroni_postgres_timeline{job=\"patroni\"})"),
            stat("etcd members", "With a leader in sight. Two are a quorum.", "short",
                "sum(etcd_server_has_leader{job=\"etcd\"})").levels(3, "green", 2))
        .charts(
            chart("Roles", "1 for the member that leads.", "short",
                query("patroni_primary{job=\"patroni\"}", "{{instance}}")),
            chart("Replication lag", "Bytes of WAL that a replica has not replayed.", "bytes",
                query("scalar(max(patroni_xlog_location{job=\"patroni\"})) - patroni_xlog_replayed_location{job=\"patroni\"}"
                    + " and patroni_replica{job=\"patroni\"} == 1", "{{instance}}")))
        .charts(
            chart("HAProxy back ends", "Servers that are up, by back end.", "short",
                query("haproxy_backend_active_servers{job=\"haproxy\"}", "{{proxy}}")),
            chart("Sessions", "Open sessions by back end.", "short",
                query("haproxy_backend_current_sessions{job=\"haproxy\"}", "{{proxy}}")))
        .charts(
            chart("etcd commits", "99th percentile of the time that a write to disk takes.", "s",
                query("histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket{job=\"etcd\"}[1m])))",
                    "{{instance}}")),
            chart("etcd leader changes", "Seen in the last hour.", "short",
                query("increase(etcd_server_leader_changes_seen_total{job=\"etcd\"}[1h])", "{{instance}}")));
  }

  private static Dashboard cache() {
    return new Dashboard("cache", "Cache", "The two levels of ready answers, and Redis behind the second.", "api")
        .stats(
            stat("Near hits", "Share of look-ups that the process answers, over 5 minutes.", "percentunit",
                "sum(rate(cache_gets_total{level=\"near\", result=\"hit\", " + API + "}[5m])) / sum(rate(cache_gets_total{level=\"near\", "
                    + API + "}[5m]))"),
            stat("Redis breaker", "1 while Redis is asked; 0 while the breaker is open.", "short",
                "min(cache_redis_up{" + API + "})").levels(1, "green", 0),
            stat("Near bytes", "Of all instances.", "bytes", "sum(cache_near_bytes{" + API + "})"),
            stat("Redis memory", "Used by Redis.", "bytes", "sum(redis_memory_used_bytes{job=\"redis\"})"))
        .charts(
            chart("Look-ups", "A second, by level and result.", "ops",
                query("sum by (level, result) (rate(cache_gets_total{" + API + "}[1m]))", "{{level}} {{result}}")),
            chart("Loads from PostgreSQL", "A second, by what was loaded.", "ops",
                query("sum by (kind) (rate(cache_loads_total{" + API + "}[1m]))", "{{kind}}")))
        .charts(
            chart("Invalidations", "A second, by where they were made.", "ops",
                query("sum by (kind) (rate(cache_invalidations_total{" + API + "}[1m]))", "{{kind}}")),
            chart("Faults of Redis", "Operations a second that it did not carry out in time.", "ops",
                query("sum by (operation) (rate(cache_redis_faults_total{" + API + "}[1m]))", "{{operation}}")));
  }

  private static Dashboard jvm() {
    return new Dashboard("jvm", "JVM", "The process of each API instance.", "api")
        .stats(
            stat("Heap", "Used by all instances.", "bytes", "sum(memory_usedHeap_bytes{" + API + "})"),
            stat("CPU", "Cores in use, of all instances.", "short", "sum(rate(process_cpu_seconds_total{" + API + "}[1m]))"),
            stat("Started", "How long the youngest instance has been up.", "s", "min(jvm_uptime_seconds{" + API + "})"))
        .charts(
            chart("Heap by instance", "Used, and what it may grow to.", "bytes",
                query("memory_usedHeap_bytes{" + API + "}", "{{instance}} used"),
                query("memory_maxHeap_bytes{" + API + "}", "{{instance}} at most")),
            chart("Garbage collection", "Seconds a second, by collector.", "s",
                query("sum by (instance, collector) (rate(jvm_gc_pause_seconds_total{" + API + "}[1m]))", "{{instance}} {{collector}}")))
        .charts(
            chart("CPU by instance", "Cores in use.", "short",
                query("rate(process_cpu_seconds_total{" + API + "}[1m])", "{{instance}}")),
            chart("Platform threads", "Virtual threads are not among them.", "short",
                query("thread_count{" + API + "}", "{{instance}}")));
  }

  private static String increase(String metric, String labels) {
    return "sum(increase(" + metric + "{" + labels + "}[$__range]))";
  }

  private static Query quantile(String quantile, String labels, String by, String legend) {
    String group = by.isEmpty() ? "le" : by + ", le";
    return query(
        "histogram_quantile(" + quantile + ", sum by (" + group + ") (rate(http_request_duration_seconds_bucket{"
            + labels + "}[5m])))",
        legend);
  }

  private static Query quantile1m(String quantile, String labels, String legend) {
    return query(
        "histogram_quantile(" + quantile + ", sum by (le) (rate(http_request_duration_seconds_bucket{" + labels + "}[1m])))",
        legend);
  }

  private static Query query(String expression, String legend) {
    return new Query(expression, legend);
  }

  private static Panel stat(String title, String description, String unit, String expression) {
    return new Panel("stat", title, description, unit, List.of(query(expression, title)));
  }

  private static Panel chart(String title, String description, String unit, Query... queries) {
    return new Panel("timeseries", title, description, unit, List.of(queries));
  }

  private record Query(String expression, String legend) {}

  /** One panel; its place is given by the row that it stands in. */
  private static final class Panel {
    private final String type;
    private final String title;
    private final String description;
    private final String unit;
    private final List<Query> queries;
    private final List<Object> steps = new ArrayList<>();

    Panel(String type, String title, String description, String unit, List<Query> queries) {
      this.type = type;
      this.title = title;
      this.description = description;
      this.unit = unit;
      this.queries = queries;
    }

    /** Red below the lower level, orange to the upper one, then the colour. */
    Panel levels(double upper, String colour, double lower) {
      steps.add(mapOf("color", "red", "value", null));
      if (lower < upper && lower > 0) {
        steps.add(mapOf("color", "orange", "value", lower));
      }
      steps.add(mapOf("color", colour, "value", upper));
      return this;
    }

    Map<String, Object> json(int id, int x, int y, int width, int height) {
      List<Object> targets = new ArrayList<>();
      for (int i = 0; i < queries.size(); i++) {
        targets.add(
            mapOf(
                "refId", Character.toString('A' + i),
                "datasource", DATASOURCE,
                "expr", queries.get(i).expression(),
                "legendFormat", queries.get(i).legend()));
      }
      if (steps.isEmpty()) {
        steps.add(mapOf("color", "blue", "value", null));
      }
      Map<String, Object> options =
          type.equals("stat")
              ? mapOf("colorMode", "value", "graphMode", "area",
                  "reduceOptions", mapOf("calcs", List.of("lastNotNull")))
              : mapOf("legend", mapOf("displayMode", "list", "placement", "bottom", "showLegend", true),
                  "tooltip", mapOf("mode", "multi"));
      return mapOf(
          "id", id,
          "type", type,
          "title", title,
          "description", description,
          "datasource", DATASOURCE,
          "gridPos", mapOf("x", x, "y", y, "w", width, "h", height),
          "fieldConfig", mapOf(
              "defaults", mapOf(
                  "unit", unit,
                  "min", type.equals("stat") ? null : 0,
                  "thresholds", mapOf("mode", "absolute", "steps", steps)),
              "overrides", List.of()),
          "options", options,
          "targets", targets);
    }
  }

  private static final Map<String, Object> DATASOURCE = mapOf("type", "prometheus", "uid", "${datasource}");

  /** One dashboard: rows of equally wide panels, from top to bottom. */
  private static final class Dashboard {
    private final String uid;
    private final String title;
    private final String description;
    private final String instances;
    private final List<Object> panels = new ArrayList<>();
    private final List<Object> annotations = new ArrayList<>();
    private int nextLine;

    /** Instances are those of a job, which the variable {@code instance} chooses among. */
    Dashboard(String uid, String title, String description, String instances) {
      this.uid = uid;
      this.title = title;
      this.description = description;
      this.instances = instances.isEmpty() ? "patroni" : instances;
    }

    String uid() {
      return uid;
    }

    Dashboard stats(Panel... row) {
      return row(STAT_HEIGHT, row);
    }

    Dashboard charts(Panel... row) {
      return row(CHART_HEIGHT, row);
    }

    Dashboard annotations(String name, String expression) {
      annotations.add(
          mapOf("name", name, "enable", true, "iconColor", "red", "datasource", DATASOURCE,
              "expr", expression, "step", "5s", "titleFormat", name, "textFormat", "{{instance}}"));
      return this;
    }

    private Dashboard row(int height, Panel... row) {
      int width = GRID_WIDTH / row.length;
      for (int i = 0; i < row.length; i++) {
        panels.add(row[i].json(panels.size() + 1, i * width, nextLine, width, height));
      }
      nextLine += height;
      return this;
    }

    Map<String, Object> json() {
      return mapOf(
          "uid", "edu-" + uid,
          "title", title,
          "description", description,
          "tags", List.of("edu-platform"),
          "schemaVersion", 39,
          "version", 1,
          "editable", true,
          "graphTooltip", 1,
          "refresh", "5s",
          "time", mapOf("from", "now-30m", "to", "now"),
          "timezone", "browser",
          "links", List.of(
              mapOf("type", "dashboards", "title", "Dashboards", "tags", List.of("edu-platform"), "asDropdown", true,
                  "includeVars", true, "keepTime", true)),
          "annotations", mapOf("list", annotations),
          "templating", mapOf("list", List.of(
              mapOf("name", "datasource", "label", "Data source", "type", "datasource", "query", "prometheus"),
              mapOf("name", "instance", "label", "Instance", "type", "query", "datasource", DATASOURCE,
                  "query", "label_values(up{job=\"" + instances + "\"}, instance)",
                  "definition", "label_values(up{job=\"" + instances + "\"}, instance)",
                  "refresh", 2, "multi", true, "includeAll", true, "allValue", ".*", "sort", 1,
                  "current", mapOf("text", "All", "value", "$__all")))),
          "panels", panels);
    }
  }

  /** Keeps the order of its pairs, and takes a value that is absent. */
  private static Map<String, Object> mapOf(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null || pairs[i].equals("value")) {
        map.put((String) pairs[i], pairs[i + 1]);
      }
    }
    return map;
  }

  /** Writes JSON that reads well in a diff. */
  private static final class Json {

    static String text(Object value) {
      return text(value, "\n");
    }

    private static String text(Object value, String newLine) {
      String inner = newLine + "  ";
      return switch (value) {
        case null -> "null";
        case Map<?, ?> map when map.isEmpty() -> "{}";
        case Map<?, ?> map ->
            map.entrySet().stream()
                .map(e -> inner + quoted(e.getKey().toString()) + ": " + text(e.getValue(), inner))
                .collect(java.util.stream.Collectors.joining(",", "{", newLine + "}"));
        case List<?> list when list.isEmpty() -> "[]";
        case List<?> list ->
            list.stream()
                .map(item -> inner + text(item, inner))
                .collect(java.util.stream.Collectors.joining(",", "[", newLine + "]"));
        case String string -> quoted(string);
        default -> value.toString();
      };
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
