package edu.platform.migrations;

import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.callback.Warning;

/** Collects what the database says while migrations run (RAISE NOTICE and above). */
final class Notices implements Callback {

  private final List<String> texts = new ArrayList<>();

  List<String> texts() {
    return texts;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_EACH_MIGRATE_STATEMENT;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    for (Warning warning : context.getStatement().getWarnings()) {
      texts.add(warning.getMessage());
    }
  }

  @Override
  public String getCallbackName() {
    return "notices";
  }
}
