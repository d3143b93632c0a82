package com.neighborbid.user.link;

/// What a link allows.
public enum LinkPurpose {
  VERIFY_EMAIL,
  RESET_PASSWORD
}
