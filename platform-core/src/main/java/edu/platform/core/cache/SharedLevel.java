package edu.platform.core.cache;

import java.util.OptionalLong;

/** The level that instances share: Redis, or nothing. No method throws or waits for long. */
interface SharedLevel extends AutoCloseable {

  /** What a look-up found. */
  sealed interface Reading {

    /** A document that no invalidation has met. */
    record Found(Document document) implements Reading {}

    /**
     * No document, but leave to store one.
     *
     * @param epoch of all documents, when the load began
     * @param generation of the key, when the load began
     */
    record Missing(String epoch, String generation) implements Reading {}

    /** No answer: the load's outcome stays in the process. */
    record Skipped() implements Reading {}
  }

  Reading read(DocumentKind kind, String key);

  /** Keep a document unless its key was invalidated since {@code Missing} was read. */
  void store(DocumentKind kind, String key, Reading.Missing seen, Document document);

  /** Forget a document and tell the other instances, now or as soon as that can be done. */
  void invalidate(DocumentKind kind, String key);

  /** Count once more under a key that is forgotten after a while; empty if it does not answer. */
  OptionalLong count(String key, long lifeMillis);

  /** Return whether documents are read from it now. */
  boolean available();

  /** Return whether an invalidation elsewhere would be noticed here. */
  boolean invalidationsHeard();

  @Override
  void close();

  /** For one instance without Redis: there is nobody to hear from. */
  SharedLevel NONE =
      new SharedLevel() {
        private static final Reading SKIPPED = new Reading.Skipped();

        @Override
        public Reading read(DocumentKind kind, String key) {
          return SKIPPED;
        }

        @Override
        public void store(DocumentKind kind, String key, Reading.Missing seen, Document document) {}

        @Override
        public void invalidate(DocumentKind kind, String key) {}

        @Override
        public OptionalLong count(String key, long lifeMillis) {
          return OptionalLong.empty();
        }

        @Override
        public boolean available() {
          return false;
        }

        @Override
        public boolean invalidationsHeard() {
          return true;
        }

        @Override
        public void close() {}
      };
}
