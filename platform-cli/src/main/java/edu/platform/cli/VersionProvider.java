package edu.platform.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "edu-cli " + version(),
      "Java " + Runtime.version() + " (" + System.getProperty("os.arch") + ")"
    };
  }

  /** The version that the build has written into the module. */
  static String version() {
    return Optional.ofNullable(EduCli.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("unknown");
  }
}
