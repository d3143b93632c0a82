package com.neighborbid.common.lane.actuate;

import com.neighborbid.common.lane.LaneAdoptionException;
import com.neighborbid.common.lane.LaneGroup;
import com.neighborbid.common.lane.LaneGroup.LaneStatus;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// `GET /actuator/lanes` shows the lanes of this process and why one is stopped. `POST
/// /actuator/lanes` with `{"group": …, "partition": …, "nextOffset": …}` adopts the log that is
/// there now, after a person has judged it.
@Endpoint(id = "lanes")
public final class LanesEndpoint {
  private final Supplier<Collection<LaneGroup>> groups;

  /// @param alive whether all lane threads of the group run
  public record GroupStatus(String group, boolean alive, List<LaneStatus> lanes) {
    public GroupStatus {
      lanes = List.copyOf(lanes);
    }
  }

  /// What became of an adoption.
  ///
  /// @param nextOffset where the lane goes on; absent where it was refused
  /// @param refusal why not; empty where it was done
  public record Adoption(@Nullable Long nextOffset, String refusal) {}

  LanesEndpoint(Supplier<Collection<LaneGroup>> groups) {
    this.groups = groups;
  }

  @ReadOperation
  public List<GroupStatus> lanes() {
    return groups.get().stream()
        .map(group -> new GroupStatus(group.group(), group.alive(), group.status()))
        .toList();
  }

  /// Adopts the log of one partition; see [LaneGroup#adopt].
  @WriteOperation
  public Adoption adopt(String group, int partition, @Nullable Long nextOffset) {
    OptionalLong wanted = nextOffset == null ? OptionalLong.empty() : OptionalLong.of(nextOffset);
    for (LaneGroup candidate : groups.get()) {
      if (candidate.group().equals(group)) {
        try {
          return new Adoption(candidate.adopt(partition, wanted), "");
        } catch (LaneAdoptionException e) {
          return new Adoption(null, String.valueOf(e.getMessage()));
        }
      }
    }
    return new Adoption(null, "no lanes of group " + group + " run in this process");
  }
}
