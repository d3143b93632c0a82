package com.neighborbid.user.link;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.UserAccount;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Whether an e-mail address belongs to who entered it.
@Service
class EmailVerification {
  private final Accounts accounts;
  private final Links links;
  private final AccountMails mails;

  EmailVerification(Accounts accounts, Links links, AccountMails mails) {
    this.accounts = accounts;
    this.links = links;
    this.mails = mails;
  }

  /// Sends the link again; nothing is sent where the address is confirmed already.
  ///
  /// @throws ApiException NO_EMAIL_ADDRESS
  void sendAgain(long userId) {
    UserAccount user =
        accounts.find(userId).orElseThrow(() -> ApiException.of(ErrorCode.UNAUTHORIZED));
    if (user.email() == null) {
      throw ApiException.of(ErrorCode.NO_EMAIL_ADDRESS);
    }
    if (!user.isEmailVerified()) {
      mails.verifyEmail(userId);
    }
  }

  /// A link to an address that the account has given up in the meantime does not count.
  ///
  /// @throws ApiException LINK_INVALID
  @Transactional
  public void confirm(String token) {
    Links.Opened opened = links.use(token, LinkPurpose.VERIFY_EMAIL);
    if (!accounts.confirmEmail(opened.userId(), opened.email())) {
      throw Links.invalid();
    }
  }
}
