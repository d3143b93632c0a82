package com.neighborbid.common.contract.user.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.common.contract.user.v1.UserEvent.Unknown;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import java.util.Map;

/// Names and bytes of [UserEvent].
public final class UserEventCodec {
  /// CloudEvents type to record class: what can be read.
  public static final Map<String, Class<? extends UserEvent>> TYPES =
      Map.of(
          "user.UserRegistered.v1", UserRegistered.class,
          "user.ProfileChanged.v1", ProfileChanged.class,
          "user.ReviewPosted.v1", ReviewPosted.class,
          "user.UserSuspended.v1", UserSuspended.class,
          "user.UserReinstated.v1", UserReinstated.class,
          "user.UserErased.v1", UserErased.class);

  private UserEventCodec() {}

  /// The CloudEvents type of an event; a new kind does not compile until it is named here.
  public static String typeOf(UserEvent event) {
    return switch (event) {
      case UserRegistered _ -> "user.UserRegistered.v1";
      case ProfileChanged _ -> "user.ProfileChanged.v1";
      case ReviewPosted _ -> "user.ReviewPosted.v1";
      case UserSuspended _ -> "user.UserSuspended.v1";
      case UserReinstated _ -> "user.UserReinstated.v1";
      case UserErased _ -> "user.UserErased.v1";
      case Unknown unknown -> unknown.type();
    };
  }

  /// The value of an event's record.
  ///
  /// @throws IllegalArgumentException for [Unknown], whose content nobody here knows
  public static byte[] encode(UserEvent event) {
    return switch (event) {
      case UserRegistered registered -> ContractJson.write(registered);
      case ProfileChanged changed -> ContractJson.write(changed);
      case ReviewPosted posted -> ContractJson.write(posted);
      case UserSuspended suspended -> ContractJson.write(suspended);
      case UserReinstated reinstated -> ContractJson.write(reinstated);
      case UserErased erased -> ContractJson.write(erased);
      case Unknown unknown ->
          throw new IllegalArgumentException("cannot write the unknown type " + unknown.type());
    };
  }

  /// Reads an event; a type not named here becomes [Unknown].
  ///
  /// @throws com.neighborbid.common.contract.MalformedContractException if the value is not of its
  ///   type
  public static UserEvent decode(String type, long userId, byte[] value) {
    Class<? extends UserEvent> target = TYPES.get(type);
    return target == null ? new Unknown(userId, type) : ContractJson.read(value, target);
  }
}
