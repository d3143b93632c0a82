package com.neighborbid.user.delivery;

/// The door to a provider of text messages.
interface TextMessages {
  boolean isOffered();

  /// @param phone in E.164 form
  void send(String phone, String text);
}
