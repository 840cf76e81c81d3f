package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process of its own that puts a home's lake in order or erases somebody; told to, it dies at a
 * point, as by kill -9.
 */
final class MaintenanceProcess {
  static final TenantId TENANT = LakeProcess.TENANT;

  /** Where it may die. */
  enum Point {
    NOWHERE,
    BEFORE_COMPACTION,
    BETWEEN_ERASURES,
    WHILE_DELETING,
    BEFORE_DROPPING
  }

  private MaintenanceProcess() {}

  /** Arguments: home, point, person to erase (0 for housekeeping), now. */
  public static void main(String[] arguments) {
    Point point = Point.valueOf(arguments[1]);
    long person = Long.parseLong(arguments[2]);
    Instant now = Instant.parse(arguments[3]);
    try (ConfigurableApplicationContext context = LakeProcess.context(Path.of(arguments[0]))) {
      LakeContext shop = shop(context, now, point);
      if (person > 0) {
        new Lake(shop, Withholding.NONE).erase(TENANT, Set.of(Events.person(person)));
      } else {
        new Maintenance(shop).maintain(List.of(TENANT));
      }
    }
  }

  static LakeContext shop(ConfigurableApplicationContext context, Instant now, Point point) {
    return new LakeContext(
        context.getBean(Tables.class),
        context.getBean(Engine.class),
        context.getBean(DueDayStore.class),
        context.getBean(RetentionStore.class),
        context.getBean(MaintenanceSettings.class),
        InstantSource.fixed(now),
        new Dying(point));
  }

  private record Dying(Point point) implements LakeListener {
    private void at(Point here) {
      if (here == point) {
        Runtime.getRuntime().halt(LakeProcessTest.DIED);
      }
    }

    @Override
    public void compacting() {
      at(Point.BEFORE_COMPACTION);
    }

    @Override
    public void erased() {
      at(Point.BETWEEN_ERASURES);
    }

    @Override
    public void deleting() {
      at(Point.WHILE_DELETING);
    }

    @Override
    public void dropping() {
      at(Point.BEFORE_DROPPING);
    }
  }
}
