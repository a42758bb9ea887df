package edu.platform.web.operations;

import com.sun.management.OperatingSystemMXBean;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What the process uses and what it is, besides what Helidon's system meters tell ({@code
 * memory_usedHeap_bytes}, {@code thread_count}, {@code jvm_uptime_seconds}).
 */
public final class ProcessMetrics {

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private ProcessMetrics() {}

  /**
   * Register the meters.
   *
   * @param registry where
   */
  public static void register(MeterRegistry registry) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    registry.getOrCreate(
        Gauge.builder("process_cpu_seconds_total", () -> system.getProcessCpuTime() / NANOS)
            .description("Processor time of all cores that the process has used."));
    // Helidon's own counter is in whole seconds.
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      registry.getOrCreate(
          Gauge.builder("jvm_gc_pause_seconds_total", () -> collector.getCollectionTime() / MILLIS)
              .description("Time spent collecting garbage.")
              .tags(List.of(Tag.create("collector", collector.getName()))));
    }
    registry.getOrCreate(
        Gauge.builder("build_info", () -> 1)
            .description("What is running; always 1.")
            .tags(
                List.of(
                    Tag.create("version", version()),
                    Tag.create("java", Runtime.version().toString()))));
  }

  private static String version() {
    String version = ProcessMetrics.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
