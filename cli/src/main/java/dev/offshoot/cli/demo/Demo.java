package dev.offshoot.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.HttpCalls;
import dev.offshoot.cli.api.StateApi;
import dev.offshoot.cli.follow.ExpansionFollower;
import dev.offshoot.cli.follow.Outcome;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.PlanText;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.Plan;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.testbed.SampleData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a replica set, has it grown by the real services over HTTP, and proves it. */
final class Demo {
  static final String KEYFILE_SECRET = "orders-keyfile";

  private final Screen screen;
  private final DemoFolder folder;
  private final Installation installation;
  private final DemoPlace place;
  private final long begin = System.nanoTime();

  Demo(Screen screen, DemoFolder folder, DemoPlace place) {
    this.screen = screen;
    this.folder = folder;
    this.place = place;
    this.installation = folder.installation();
  }

  /** Answers whether everything was proven. */
  boolean run(int megabytes) {
    screen.say("demo in " + folder.root());
    try (ExecutorService side = Executors.newSingleThreadExecutor()) {
      CompletableFuture<Void> services = CompletableFuture.runAsync(this::startServices, side);
      try (DemoSet demo = startSet(megabytes)) {
        screen.live("  ... waiting for the services");
        services.join();
        return grow(demo);
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void startServices() {
    installation.useFreePorts();
    installation.start(service -> place.environment(service, installation));
    done("five services at " + installation.url(ServiceName.STATE_SERVICE));
  }

  private DemoSet startSet(int megabytes) {
    screen.live("  ... starting a replica set");
    DemoSet demo = DemoSet.start(folder.root(), installation.dataDir().secrets(), place);
    try {
      PrivateFiles.write(
          installation.dataDir().secrets().resolve(KEYFILE_SECRET), demo.set().keyfile());
      done(
          "replica set %s: three members with %s, and a write load"
              .formatted(
                  DemoSet.NAME,
                  demo.set().tlsIfAny().isPresent() ? "TLS and a keyfile" : "a keyfile"));
      screen.live("  ... loading " + megabytes + " MiB of sample data");
      SampleData.Loaded loaded = demo.fill(megabytes);
      done(
          "%s of sample data with indexes, %s documents"
              .formatted(Amounts.bytes(loaded.bytes()), Amounts.count(loaded.documents())));
      return demo;
    } catch (RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  private boolean grow(DemoSet demo) {
    StateApi api =
        new StateApi(
            new HttpCalls(
                installation.url(ServiceName.STATE_SERVICE),
                PrivateFiles.read(installation.dataDir().tokenFile())));
    SetPicture before = demo.picture();
    title("BEFORE");
    screen.say(before.lines(screen.paint()));
    ExpansionView ended = expand(api, demo);
    screen.say(Outcome.lines(ended, screen.paint()));
    if (!ended.status().equals("COMPLETED")) {
      screen.say("logs are in " + installation.dataDir().logs());
      return false;
    }
    return prove(demo, before, ended);
  }

  private ExpansionView expand(StateApi api, DemoSet demo) {
    api.register(DemoSet.NAME, deployment(demo));
    ExpansionFollower follower = new ExpansionFollower(api, screen, true);
    String id = api.request(request(), UUID.randomUUID().toString());
    ExpansionView planned = new ExpansionFollower(api, screen, false).untilDecision(id);
    if (!planned.status().equals("AWAITING_APPROVAL")) {
      return planned;
    }
    Plan plan =
        planned
            .plan()
            .orElseThrow(() -> new CommandFailed("expansion " + id + " shows no plan", ""));
    title("PLAN");
    screen.say(PlanText.lines(plan, screen.paint()));
    api.approve(id, plan.digest());
    title("EXPANSION " + id);
    return follower.untilOver(id);
  }

  private boolean prove(DemoSet demo, SetPicture before, ExpansionView ended) {
    title("PROOF (the demo's own, reading the new member directly)");
    screen.live("  ... checking");
    String newMember = ended.members().getFirst().address();
    demo.set().tlsIfAny().ifPresent(tls -> tls.joinedBy(newMember));
    List<Finding> findings = new ArrayList<>(new DemoProof(demo, before, newMember).check(ended));
    findings.addAll(place.findings(DemoSecrets.of(installation.dataDir()), newMember));
    screen.clearLive();
    for (Finding finding : findings) {
      screen.say(
          (finding.holds() ? screen.paint().good("  ok ") : screen.paint().bad("FAIL "))
              + finding.sentence());
    }
    title("AFTER");
    screen.say(demo.picture().lines(screen.paint()));
    title("TIME");
    screen.say(Times.lines(ended, screen.paint(), elapsed()));
    return findings.stream().allMatch(Finding::holds);
  }

  private ExpansionRequest request() {
    return new ExpansionRequest(
        DemoSet.NAME, 1, "required", place.host(), null, List.of(), place.accepted());
  }

  private ObjectNode deployment(DemoSet demo) {
    ObjectNode body = ContractJson.LENIENT.createObjectNode();
    body.put("connectionString", demo.set().plainConnectionString());
    body.put("credentials", DemoUsers.name(Purpose.CHANGE));
    body.put("observeCredentials", DemoUsers.name(Purpose.OBSERVE));
    body.put("proveCredentials", DemoUsers.name(Purpose.PROVE));
    body.put("keyfile", KEYFILE_SECRET);
    demo.set()
        .tlsIfAny()
        .ifPresent(tls -> DemoTls.addTo(body, tls, installation.dataDir().secrets()));
    return body;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void done(String sentence) {
    screen.say(
        screen.paint().good("  ok ")
            + "%-70s %8s".formatted(sentence, Amounts.duration(elapsed())));
  }

  private void title(String text) {
    screen.say("");
    screen.say(screen.paint().heading(text));
  }
}
