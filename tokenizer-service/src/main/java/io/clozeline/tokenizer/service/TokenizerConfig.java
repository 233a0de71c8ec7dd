package io.clozeline.tokenizer.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** What an operator decides. Broker addresses are under {@code kafka.*}, as in every service. */
@ConfigMapping(prefix = "clozeline")
public interface TokenizerConfig {
  /** The model directory, which set-up has prepared. */
  @WithName("model.directory")
  Path modelDirectory();

  /** Where this service keeps what it would rather not lose; it can be rebuilt from the topics. */
  @WithName("state.directory")
  Path stateDirectory();

  /** The name of this tokenizer among its like; two at once need two names. */
  @WithName("tokenizer.instance")
  String instance();

  /** For how long feedback may name a document without bringing its text; zero for never. */
  @WithName("tokenizer.remember-documents")
  Duration rememberDocuments();
}
