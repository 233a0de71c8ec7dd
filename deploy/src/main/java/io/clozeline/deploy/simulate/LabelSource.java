package io.clozeline.deploy.simulate;

import java.util.List;

/** Says for which texts labels come, and when. */
interface LabelSource extends AutoCloseable {
  /**
   * The places whose labels come once {@code answered} texts have been answered, and have not come
   * before.
   */
  List<Integer> due(int answered);

  @Override
  void close();
}
