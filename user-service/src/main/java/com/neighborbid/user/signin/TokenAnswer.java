package com.neighborbid.user.signin;

import com.neighborbid.user.account.OwnProfile;

/// What a successful sign-in gives.
///
/// @param expiresIn seconds until the access token is refused
record TokenAnswer(
    OwnProfile user, String accessToken, String refreshToken, String tokenType, long expiresIn) {
  @Override
  public String toString() {
    return "TokenAnswer[" + user.username() + "]";
  }
}
