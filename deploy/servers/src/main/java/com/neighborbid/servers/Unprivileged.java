package com.neighborbid.servers;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs a program that refuses to run as root, such as PostgreSQL, for a user who is root.
///
/// Where the kernel allows it, a user namespace does (nothing on the disk changes); in containers
/// that forbid it, the program runs as `nobody`, who then owns its data directory.
final class Unprivileged {
  private static final String NOBODY = "nobody";
  private static final String ROOT = "root";

  private Unprivileged() {}

  /// The command that runs `command` without root's rights; `command` itself where nobody is root.
  static List<String> command(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      wrapped.addAll(List.of("unshare", "-U"));
    } else if (Programs.find("setpriv").isPresent()) {
      wrapped.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
    } else {
      throw new ServerException(
          "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here:"
              + " start as another user");
    }
    wrapped.addAll(command);
    return wrapped;
  }

  /// Gives a folder, with what is in it, to the user under whom [#command(List)] runs; on another
  /// day or in another container that may have been somebody else.
  static void give(Path folder) {
    if (!isRoot()) {
      return;
    }
    String name = LinuxUtils.isUnshareAvailable() ? ROOT : NOBODY;
    try (Stream<Path> paths = Files.walk(folder)) {
      UserPrincipal owner =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      if (!Files.getOwner(folder).equals(owner)) {
        for (Path path : paths.toList()) {
          Files.setOwner(path, owner);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + folder + " to " + name, e);
    }
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }
}
