package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ToClient;
import java.util.List;

/// Those who look at one room from here. Everybody gets what was handed over, in this order, or the
/// newest state instead where he is too slow. Called from the room's executor only; never blocks.
public interface Audience {
  /// From now on he belongs to it and gets these messages first.
  void add(Viewer viewer, List<ToClient> first);

  void remove(Viewer viewer);

  /// Brings one viewer who was left out up to date, so that he gets everything again from here on.
  void catchUp(Viewer viewer, ToClient snapshot);

  void broadcast(ToClient message);
}
