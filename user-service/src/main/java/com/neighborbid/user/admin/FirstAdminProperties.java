package com.neighborbid.user.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param username of the account that is an admin from the start; empty for none
/// @param password with which it is made where there is none of that name; never changed later
@ConfigurationProperties("neighborbid.user.first-admin")
record FirstAdminProperties(@DefaultValue("") String username, @DefaultValue("") String password) {
  @Override
  public String toString() {
    return "FirstAdminProperties[" + username + "]";
  }
}
