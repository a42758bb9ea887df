package edu.platform.cli;

import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/** Usage help that names each option's environment variable below its description. */
final class OptionHelp extends Help {

  OptionHelp(CommandSpec command, ColorScheme colours) {
    super(command, colours);
  }

  @Override
  public IOptionRenderer createDefaultOptionRenderer() {
    IOptionRenderer renderer = super.createDefaultOptionRenderer();
    return (option, label, colours) -> {
      Text[][] rows = renderer.render(option, label, colours);
      return OptionVariables.of(option)
          .map(variable -> appended(rows, colours.text(""), colours.text("Variable: " + variable)))
          .orElse(rows);
    };
  }

  private static Text[][] appended(Text[][] rows, Text empty, Text description) {
    Text[] row = new Text[rows[0].length];
    Arrays.fill(row, empty);
    row[row.length - 1] = description;
    Text[][] more = Arrays.copyOf(rows, rows.length + 1);
    more[rows.length] = row;
    return more;
  }
}
