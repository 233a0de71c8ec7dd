package io.clozeline.encoder;

import io.clozeline.bert.Precision;
import io.clozeline.bert.engine.Engine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What can be set about this service. */
@ConfigMapping(prefix = "clozeline")
public interface EncoderConfig {
  Model model();

  Encoder encoder();

  Tensorflow tensorflow();

  /** The base model. */
  interface Model {
    /** The model directory that {@code clozeline up} has prepared. */
    Path directory();

    /**
     * Where fully tuned models lie, which every trainer and every encoder must share; releases of
     * the method {@code full} are refused without it.
     */
    Optional<Path> tuned();
  }

  /** The engine. */
  interface Tensorflow {
    /**
     * The folder of the native libraries; the environment variable TENSORFLOW_LIBRARY_PATH does as
     * well.
     */
    Optional<Path> libraries();
  }

  /** The loop and its batches. */
  interface Encoder {
    /** The name of this encoder among its like; two at once need two names. */
    @WithDefault("encoder-1")
    String instance();

    /**
     * bf16: half the memory, and more speed where the processor has instructions for it; fp32: the
     * reference; of the engine onednn alone, fp16: as exact, with weights of half the size, and
     * int8: the fastest. When left out, bf16 where the processor has instructions for it, else
     * fp16.
     */
    Optional<Precision> precision();

    /**
     * onednn: every precision, without padding, base model and LoRA, TensorFlow beside it for other
     * methods; tensorflow: fp32 and bf16, every method. The faster one when left out.
     */
    Optional<Engine> engine();

    /**
     * Native threads for one batch; 0 means one for each processor. Where oneDNN does not compute
     * with GNU's OpenMP, which is beyond Linux, it has as many as that decides.
     */
    @WithDefault("0")
    int threads();

    /** Tokens of one batch, padding included. */
    @WithDefault("1024")
    int batchTokens();

    /** Sequences of one batch. */
    @WithDefault("64")
    int batchSequences();

    /**
     * Megabytes for the vectors of texts that may come again; 0 encodes each again. One vector
     * takes about 4 KB.
     */
    @WithDefault("32")
    int repeatsMegabytes();

    /** Records of one poll: the more, the better sorted by length, and the longer a transaction. */
    @WithDefault("512")
    int pollRecords();

    /** Tokens of one transaction: a restart repeats at most so many. */
    @WithDefault("16384")
    int transactionTokens();
  }
}
