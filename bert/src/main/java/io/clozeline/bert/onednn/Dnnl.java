package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_invalid_arguments;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_inner_blks;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_inner_idxs;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_inner_nblks_s32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_ndims_s32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_padded_dims;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_runtime_error;
import static org.bytedeco.dnnl.global.dnnl.dnnl_set_primitive_cache_capacity;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;

/** oneDNN on this machine's processors, and its errors as exceptions. For one thread at a time. */
final class Dnnl implements AutoCloseable {
  private static final Map<Integer, String> STATUS =
      Map.of(
          dnnl_out_of_memory, "out of memory",
          dnnl_invalid_arguments, "invalid arguments",
          dnnl_unimplemented, "not implemented for this processor",
          dnnl_runtime_error, "error at run time");

  private static final int SHARED = 1_024;

  private final dnnl_stream stream = new dnnl_stream();
  private final Scratch working = new Scratch();

  Dnnl() {
    check(dnnl_stream_create(stream, engine(), dnnl_stream_default_flags), "a stream");
  }

  private static final class Cpu {
    private static final dnnl_engine ENGINE = new dnnl_engine();

    static {
      check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "an engine");
      // Lanes compile the same operations, which takes its time and half a megabyte each.
      check(dnnl_set_primitive_cache_capacity(SHARED), "a cache");
    }
  }

  static dnnl_engine engine() {
    return Cpu.ENGINE;
  }

  dnnl_stream stream() {
    return stream;
  }

  /**
   * Goes on when {@code status} is success.
   *
   * @param what was asked for, as a noun
   */
  static void check(int status, String what) {
    if (status != dnnl_success) {
      throw new IllegalStateException(
          "oneDNN refuses " + what + ": " + STATUS.getOrDefault(status, "status " + status));
    }
  }

  /** The name of the kernel that an operation runs. */
  static String kernel(dnnl_primitive_desc description) {
    try (var name = new PointerPointer<BytePointer>(1)) {
      check(dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name), "a name");
      return name.get(BytePointer.class, 0).getString();
    }
  }

  /** How numbers lie: the strides of the blocks along each dimension, and the blocks' own sizes. */
  static String describe(dnnl_memory_desc layout) {
    return Arrays.toString(numbers(layout, dnnl_query_padded_dims, dnnl_query_ndims_s32))
        + Arrays.toString(numbers(layout, dnnl_query_strides, dnnl_query_ndims_s32))
        + Arrays.toString(numbers(layout, dnnl_query_inner_blks, dnnl_query_inner_nblks_s32))
        + Arrays.toString(numbers(layout, dnnl_query_inner_idxs, dnnl_query_inner_nblks_s32));
  }

  private static long[] numbers(dnnl_memory_desc layout, int what, int howMany) {
    try (var count = new IntPointer(1);
        var at = new PointerPointer<LongPointer>(1)) {
      check(dnnl_memory_desc_query(layout, howMany, count), "a number of numbers");
      check(dnnl_memory_desc_query(layout, what, at), "numbers of a layout");
      long[] numbers = new long[count.get()];
      if (numbers.length > 0) {
        at.get(LongPointer.class, 0).get(numbers);
      }
      return numbers;
    }
  }

  /** Memory that operations work in, one at a time. */
  Scratch working() {
    return working;
  }

  @Override
  public void close() {
    working.close();
    dnnl_stream_destroy(stream);
  }
}
