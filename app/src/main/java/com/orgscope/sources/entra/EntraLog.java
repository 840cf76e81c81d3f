package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Errand;
import com.orgscope.sources.Page;
import com.orgscope.sources.Provider;
import com.orgscope.sources.Turn;
import com.orgscope.sources.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the sign-ins of Microsoft Entra. */
@Component
final class EntraLog implements Provider {
  private static final Duration DELETED_AFTER = Duration.ofDays(30);
  private static final Duration SETTLED_AFTER = Duration.ofHours(2);

  @Override
  public Source source() {
    return Source.ENTRA;
  }

  @Override
  public List<String> streams(Connection connection) {
    return List.of(GraphSignIns.INTERACTIVE, GraphSignIns.NON_INTERACTIVE);
  }

  @Override
  public Keeping keeping() {
    return new Keeping(DELETED_AFTER, SETTLED_AFTER);
  }

  @Override
  public void check(Connection connection, Errand errand) {
    GraphSignIns.check(errand);
  }

  @Override
  public Progress poll(Turn turn) {
    return switch (turn.stream()) {
      case GraphSignIns.INTERACTIVE, GraphSignIns.NON_INTERACTIVE ->
          Windows.poll(turn, this, GraphSignIns.PLAN);
      default -> throw Failure.operator("source entra has no stream " + turn.stream());
    };
  }

  @Override
  public int read(
      Errand errand, String stream, Instant from, Instant until, Consumer<List<byte[]>> page) {
    return GraphSignIns.read(errand, stream, from, until, page);
  }

  @Override
  public @Nullable Instant happened(byte[] signIn) {
    try {
      return Instant.parse(Page.text(signIn, "createdDateTime"));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
