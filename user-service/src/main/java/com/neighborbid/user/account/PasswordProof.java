package com.neighborbid.user.account;

/// Whether a person is who he was when he signed in: an access token alone is not enough for what
/// would give somebody else the account.
public interface PasswordProof {
  /// @param field what a wrong password is called in the refusal
  /// @param clientAddress where wrong ones are counted
  /// @throws com.neighborbid.common.error.ApiException VALIDATION_FAILED naming the field,
  ///   TOO_MANY_REQUESTS
  UserAccount prove(long userId, String password, String field, String clientAddress);
}
