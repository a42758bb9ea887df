package edu.platform.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks whether a port can be listened on before long work is done for nothing. */
final class PortCheck {

  private PortCheck() {}

  /**
   * Listen for a moment.
   *
   * @throws CliException {@code UNAVAILABLE} if the port is taken or may not be used
   */
  static void requireFree(String host, int port) {
    requireFree(host, port, "--port or HTTP_PORT");
  }

  /**
   * Listen for a moment.
   *
   * @param setting what chooses the port, for the failure's hint
   * @throws CliException {@code UNAVAILABLE} if the port is taken or may not be used
   */
  static void requireFree(String host, int port, String setting) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of a former server may linger
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException unknown) {
      throw new CliException(
          ExitCode.USAGE,
          "there is no address " + host + " to listen on",
          "Set HTTP_HOST to an address of this machine, or to 0.0.0.0 for all.",
          unknown);
    } catch (BindException taken) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "cannot listen on port " + port + " of " + host + ": " + taken.getMessage(),
          "Stop what listens there, or choose another port by " + setting + ".",
          taken);
    } catch (IOException failure) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "cannot listen on port " + port + " of " + host + ": " + failure,
          "Choose another port by " + setting + ".",
          failure);
    }
  }
}
