package com.neighborbid.user.account;

import java.util.Map;

/// What one part of this service keeps about people. Whoever has a table with something about a
/// person is a bean of this kind, so that an export has it and an erasure reaches it.
public interface PersonalData {
  /// Everything about a person that the person may see, by name; empty where there is nothing.
  Map<String, Object> export(long userId);

  /// Takes away names and texts, in the transaction of the caller.
  void erase(long userId);
}
