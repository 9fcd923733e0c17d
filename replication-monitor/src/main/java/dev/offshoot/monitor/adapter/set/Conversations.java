package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Opens a conversation for one question, as the user of a purpose or as nobody. */
public final class Conversations {

  private final MemberAdmins admins;
  private final NamedCredentials credentials;

  /** With these clients and users. */
  public Conversations(MemberAdmins admins, NamedCredentials credentials) {
    this.admins = admins;
    this.credentials = credentials;
  }

  /** One question, or several, to one member. */
  public <T> Answer<T> ask(
      MemberAddress member, Purpose purpose, Function<MemberAdmin, Answer<T>> question) {
    return credentials.of(purpose).flatMap(user -> as(user, member, question));
  }

  /** One question that needs no login. */
  public <T> Answer<T> askAsNobody(
      MemberAddress member, Function<MemberAdmin, Answer<T>> question) {
    return as(Credential.none(), member, question);
  }

  private <T> Answer<T> as(
      Credential user, MemberAddress member, Function<MemberAdmin, Answer<T>> question) {
    return credentials
        .transport()
        .flatMap(
            transport -> {
              try (MemberAdmin admin = admins.over(transport).open(member, user)) {
                return question.apply(admin);
              }
            });
  }

  /** The same for several members, side by side; answers in the order asked. */
  public static <A, T> List<T> sideBySide(List<A> members, Function<A, T> question) {
    if (members.size() == 1) {
      return List.of(question.apply(members.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> asked = new ArrayList<>();
      for (A member : members) {
        asked.add(threads.submit(() -> question.apply(member)));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> each : asked) {
        answers.add(get(each));
      }
      return List.copyOf(answers);
    }
  }

  private static <T> T get(Future<T> asked) {
    try {
      return asked.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a question to a member failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking members", stopped);
    }
  }
}
