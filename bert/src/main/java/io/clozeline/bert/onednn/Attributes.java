package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_binary;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scales_mask;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/** What an operation does beside its main work, said while it is compiled. */
final class Attributes implements AutoCloseable {
  private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();
  private final dnnl_post_ops after = new dnnl_post_ops();

  Attributes() {
    Dnnl.check(dnnl_primitive_attr_create(attributes), "attributes");
    // Else each compiled operation would keep working memory of its own.
    Dnnl.check(
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
        "working memory");
    Dnnl.check(dnnl_post_ops_create(after), "operations that follow");
  }

  /** A function of each number of the result. */
  Attributes then(int function, float alpha, float beta) {
    Dnnl.check(dnnl_post_ops_append_eltwise(after, function, alpha, beta), "a function");
    return this;
  }

  /** The result is added to what is there, which has that type. */
  Attributes added(int type) {
    Dnnl.check(dnnl_post_ops_append_sum(after, 1, 0, type), "a sum");
    return this;
  }

  /** Each row of the result and a vector, which is an argument of the operation. */
  Attributes with(int function, dnnl_memory_desc vector) {
    Dnnl.check(dnnl_post_ops_append_binary(after, function, vector), "a vector");
    return this;
  }

  /** The argument that is the vector of the step of that index. */
  static int vector(int step) {
    return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (step + 1) | DNNL_ARG_SRC_1;
  }

  /** An argument is scaled: as a whole, or along the dimensions whose bits are set. */
  Attributes scaled(int argument, int dimensions) {
    Dnnl.check(dnnl_primitive_attr_set_scales_mask(attributes, argument, dimensions), "a scale");
    return this;
  }

  /** To be handed to the operation. */
  dnnl_primitive_attr finished() {
    Dnnl.check(dnnl_primitive_attr_set_post_ops(attributes, after), "operations that follow");
    return attributes;
  }

  @Override
  public void close() {
    dnnl_post_ops_destroy(after);
    dnnl_primitive_attr_destroy(attributes);
  }
}
