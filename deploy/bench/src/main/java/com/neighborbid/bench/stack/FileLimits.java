package com.neighborbid.bench.stack;

import com.neighborbid.bench.measure.Cpu;
import com.neighborbid.local.Part;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How many connections two processes may have between them.
public final class FileLimits {
  /// Files that a process has open besides.
  private static final long OTHERS = 1_000;

  private FileLimits() {}

  /// Between this process and the realtime service.
  ///
  /// @throws IOException if the system does not say
  public static long connections(Target target) throws IOException {
    long here =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    OptionalLong pid = Cpu.process(target.port(Part.REALTIME));
    long there = pid.isPresent() ? of(pid.getAsLong()) : Long.MAX_VALUE;
    return Math.min(here, there) - OTHERS;
  }

  private static long of(long pid) throws IOException {
    Path limits = Path.of("/proc/" + pid + "/limits");
    if (!Files.exists(limits)) {
      return Long.MAX_VALUE;
    }
    return Files.readAllLines(limits).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split("\\s{2,}")[1])
        .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
