package com.neighborbid.realtime.room;

import com.neighborbid.realtime.protocol.ToClient;

/// Somebody who looks at a room, as the room sees him. Two viewers are equal only if they are the
/// same. Calls come from the room's executor and never block.
public interface Viewer {
  /// Tells only him something.
  void tell(ToClient message);

  /// There is no such room: he is sent away.
  void noSuchRoom();
}
