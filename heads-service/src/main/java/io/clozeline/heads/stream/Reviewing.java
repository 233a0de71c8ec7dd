package io.clozeline.heads.stream;

import io.clozeline.heads.review.ReviewListener;
import io.clozeline.heads.review.Reviewer;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What the reviewers of all partitions have in common.
 *
 * @param partitions how many there are
 * @param clock the one on the wall: it is people's hours that are budgeted
 */
public record Reviewing(IntSupplier partitions, InstantSource clock, ReviewListener listener) {
  Reviewer of(ProcessorContext<?, ?> context) {
    return new Reviewer(
        context.taskId().partition(), partitions, StoredReviews.of(context), clock, listener);
  }
}
