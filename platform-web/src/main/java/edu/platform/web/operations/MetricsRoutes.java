package edu.platform.web.operations;

import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Reply;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.spi.MeterRegistryFormatterProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Metrics in Prometheus' text format (version 0.0.4). */
public final class MetricsRoutes {

  private static final Header TEXT =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  private final MeterRegistry registry;
  private final MetricsConfig config = MetricsConfig.create();
  private final List<MeterRegistryFormatterProvider> formatters =
      ServiceLoader.load(MeterRegistryFormatterProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  /**
   * Make the route.
   *
   * @param registry whose meters are shown
   */
  public MetricsRoutes(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Return the operations.
   *
   * @return the only one
   */
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/metrics", this::metrics));
  }

  private Reply metrics(ApiRequest request) {
    String text =
        formatters.stream()
            .map(
                provider ->
                    provider.formatter(
                        MediaTypes.TEXT_PLAIN,
                        config,
                        registry,
                        Optional.of("scope"),
                        List.of(),
                        List.of()))
            .flatMap(Optional::stream)
            .findFirst()
            .flatMap(formatter -> formatter.format())
            .map(Object::toString)
            .orElse("");
    return Reply.of(TEXT, text.getBytes(StandardCharsets.UTF_8), "");
  }
}
