package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** How numbers lie in memory, said while an operation is compiled. */
final class Shapes implements AutoCloseable {
  private final List<dnnl_memory_desc> made = new ArrayList<>();

  /** 32-bit numbers row by row, without gaps. */
  dnnl_memory_desc floats(long... dimensions) {
    return dense(dnnl_f32, dimensions);
  }

  /** The same with numbers of another type. */
  dnnl_memory_desc dense(int type, long... dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dimensions[i];
    }
    return strided(type, dimensions, strides);
  }

  /** A step along a dimension is as many numbers as its stride. */
  dnnl_memory_desc strided(int type, long[] dimensions, long[] strides) {
    var shape = made();
    Dnnl.check(
        dnnl_memory_desc_create_with_strides(shape, dimensions.length, dimensions, type, strides),
        "a shape");
    return shape;
  }

  /** In an order that oneDNN has a name for. */
  dnnl_memory_desc tagged(int type, int tag, long... dimensions) {
    var shape = made();
    Dnnl.check(
        dnnl_memory_desc_create_with_tag(shape, dimensions.length, dimensions, type, tag),
        "a shape");
    return shape;
  }

  private dnnl_memory_desc made() {
    var shape = new dnnl_memory_desc();
    made.add(shape);
    return shape;
  }

  @Override
  public void close() {
    made.forEach(shape -> dnnl_memory_desc_destroy(shape));
  }
}
