package edu.platform.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Hears signals of the operating system. By reflection, because javac warns of each mention of
 * {@code sun.misc.Signal}, in a way that cannot be suppressed.
 */
final class Signals {

  private Signals() {}

  /**
   * Do something instead of what the JVM does when a signal comes.
   *
   * @param name such as {@code TERM}
   * @param action run in a thread of its own for each signal
   * @return undoes it
   */
  static Runnable on(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(action);
      Object handler =
          MethodHandleProxies.asInterfaceInstance(
              handlerType, MethodHandles.dropArguments(run, 0, signalType));
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, signal, handler);
      return () -> invoke(handle, signal, before);
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("sun.misc.Signal is not as it was", failure);
    }
  }

  private static void invoke(Method handle, Object signal, Object handler) {
    try {
      handle.invoke(null, signal, handler);
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("sun.misc.Signal is not as it was", failure);
    }
  }
}
