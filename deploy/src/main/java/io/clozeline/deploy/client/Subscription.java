package io.clozeline.deploy.client;

/** Replies come to a listener until this is closed. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
