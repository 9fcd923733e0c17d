package dev.offshoot.installer.adapter.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps the two listeners apart: agents have nothing but their calls, over TLS; people and health
 * checks have everything else. What is at the other one does not exist here.
 */
@ApplicationScoped
public class Listeners {

  private static final int BEFORE_ALL_OTHERS = 10_000;

  void filters(@Observes Filters filters) {
    filters.register(Listeners::pass, BEFORE_ALL_OTHERS);
  }

  private static void pass(RoutingContext context) {
    String path = context.normalizedPath();
    boolean agents =
        path.startsWith("/agents/") || path.equals("/agent-image") || path.equals("/join.sh");
    boolean both =
        path.startsWith("/artifacts/") && context.request().method().equals(HttpMethod.GET);
    if (both || agents == context.request().isSSL()) {
      context.next();
    } else {
      context.response().setStatusCode(404).end();
    }
  }
}
