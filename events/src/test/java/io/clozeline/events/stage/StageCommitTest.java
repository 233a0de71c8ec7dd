package io.clozeline.events.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topic;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageCommitTest {
  private static final long NOON = 1_767_323_045_678L;

  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private final Stage<String> stage =
      new Stage<>(
          "stage",
          (StageLogic<String>)
              incoming -> {
                if (incoming.value().length == 0) {
                  throw new EventException(ErrorCode.EMPTY_TEXT, "nothing");
                }
                return new Outgoing<>("review-1", "seen");
              },
          new Silent());

  private static final class Silent implements StageListener {
    @Override
    public void done(long nanos) {}

    @Override
    public void deadLetter(ErrorCode code) {}
  }

  @BeforeEach
  void open() {
    context.setRecordMetadata("texts", 0, 7);
    stage.init(context);
  }

  private boolean committedAt(long millis, byte[] value) {
    context.resetCommit();
    context.setCurrentSystemTimeMs(millis);
    stage.process(new Record<>(Topic.key("review-1"), value, NOON));
    return context.committed();
  }

  @Test
  void aRecordIsCommittedAtOnceAndThoseThatFollowCloselyTogether() {
    // Given
    byte[] value = {1};
    // When
    boolean first = committedAt(NOON, value);
    boolean close = committedAt(NOON + 5, value);
    boolean closeToThat = committedAt(NOON + 49, value);
    boolean later = committedAt(NOON + 50, value);
    // Then
    assertTrue(first);
    assertFalse(close);
    assertFalse(closeToThat);
    assertTrue(later);
    assertEquals(4, context.forwarded().size());
  }

  @Test
  void aDeadLetterIsCommittedAtOnce() {
    // When
    boolean committed = committedAt(NOON, new byte[0]);
    // Then
    assertTrue(committed);
    assertEquals("stage-dead-letters", context.forwarded().get(0).childName().orElseThrow());
  }
}
