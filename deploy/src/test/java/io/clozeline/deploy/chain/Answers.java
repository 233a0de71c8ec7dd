package io.clozeline.deploy.chain;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.events.Annotation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Every reply of the chain since this was opened, by document, all of them kept. */
final class Answers implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
  private final Subscription subscription;

  Answers(ChainClient client) {
    subscription =
        client.listen(
            reply ->
                replies
                    .computeIfAbsent(String.valueOf(reply.id()), id -> new CopyOnWriteArrayList<>())
                    .add(reply));
  }

  Reply await(String id) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!replies.containsKey(id)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no answer for " + id);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return replies.get(id).get(0);
  }

  Annotation annotation(String id) throws InterruptedException {
    if (await(id) instanceof Reply.Annotated annotated) {
      return annotated.annotation();
    }
    throw new AssertionError(id + " was refused: " + ((Reply.Refused) await(id)).letter().code());
  }

  /** Every reply to a document so far, in their order. */
  List<Reply> all(String id) {
    return List.copyOf(replies.getOrDefault(id, List.of()));
  }

  /** How many replies a document has had. */
  int count(String id) {
    return replies.getOrDefault(id, List.of()).size();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
