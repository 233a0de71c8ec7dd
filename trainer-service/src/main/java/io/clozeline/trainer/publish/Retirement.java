package io.clozeline.trainer.publish;

import io.clozeline.events.Release;
import java.util.List;

/** Says which adapters nobody needs any more once a release is live. */
public interface Retirement {
  /** Forgets none. */
  Retirement NONE = (release, basis) -> List.of();

  /**
   * The digests of what can be erased together with the publication of {@code release}.
   *
   * @param basis the release before it, null for none
   */
  List<String> due(Release release, Release basis);
}
