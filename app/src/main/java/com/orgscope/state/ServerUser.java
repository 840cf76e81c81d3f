package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The user PostgreSQL runs as, since it refuses to run as root. Whoever owns the data runs it; for
 * root that is a user namespace in which root is nobody, or, where the kernel allows none, the user
 * nobody, who is then given the data.
 *
 * @param prefix the words before a command that make it run so
 * @param other the user's number where files must be given to it
 */
record ServerUser(List<String> prefix, OptionalInt other) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final ServerUser OURSELVES = new ServerUser(List.of(), OptionalInt.empty());
  private static final ServerUser ROOT_AS_NOBODY =
      new ServerUser(List.of("unshare", "-U", "--"), OptionalInt.empty());

  /**
   * @param folder what the server keeps; it is made before this is asked
   */
  static ServerUser of(Path folder) throws IOException, InterruptedException {
    return of(folder, Math.toIntExact(new UnixSystem().getUid()), true);
  }

  static ServerUser of(Path folder, int user, boolean namespaces)
      throws IOException, InterruptedException {
    int owner = (int) Files.getAttribute(folder, "unix:uid");
    if (user != ROOT) {
      if (owner != user) {
        throw Failure.operator(
            folder + " belongs to another user (" + owner + "): run as that user, or as root");
      }
      return OURSELVES;
    }
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw Failure.operator("PostgreSQL does not run as root here: run Orgscope as another user");
    }
    if (owner != ROOT) {
      return other(folder, owner);
    }
    if (namespaces && succeeds(List.of("unshare", "-U", "--", "true"))) {
      return ROOT_AS_NOBODY;
    }
    Folders.giveTo(NOBODY, folder);
    letPass(Objects.requireNonNull(folder.getParent()));
    return other(folder, NOBODY);
  }

  /** The home is its owner's alone; to reach its own folder another user must pass, not look. */
  private static void letPass(Path home) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(home));
    if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(home, permissions);
    }
  }

  private static ServerUser other(Path folder, int user) throws IOException, InterruptedException {
    String id = String.valueOf(user);
    ServerUser other =
        new ServerUser(
            List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"),
            OptionalInt.of(user));
    if (!succeeds(other.command(List.of("test", "-x", folder.toString())))) {
      throw Failure.operator(
          "the user "
              + id
              + ", as whom PostgreSQL must run here, cannot reach "
              + folder
              + ": choose a --home it can reach, or name a server in ORGSCOPE_DATABASE_URL");
    }
    return other;
  }

  List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  void give(Path folder) throws IOException {
    if (other.isPresent()) {
      Folders.giveTo(other.getAsInt(), folder);
    }
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
