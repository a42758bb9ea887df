package edu.platform.core.broken.one;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

final class Injected {
  @Inject Runnable service;

  /** Named as those of injection frameworks are. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Inject {}
}
