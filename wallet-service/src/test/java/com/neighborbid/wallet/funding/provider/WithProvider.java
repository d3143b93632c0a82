package com.neighborbid.wallet.funding.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.servers.TestServers;
import com.neighborbid.wallet.support.Audit;
import com.neighborbid.wallet.support.Eventually;
import com.neighborbid.wallet.support.Log;
import com.neighborbid.wallet.support.OwnKafka;
import com.neighborbid.wallet.support.RunningWallet;
import com.neighborbid.wallet.support.RunningWallet.Answer;
import com.neighborbid.wallet.support.Tokens;
import com.neighborbid.wallet.support.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A wallet whose money comes and goes by way of a provider, with a Kafka of its own.
abstract class WithProvider {
  @TempDir static Path folder;
  static ProviderSimulator provider;
  static OwnKafka kafka;
  static Log log;
  static String database;
  static RunningWallet wallet;
  final long user = Users.next();

  @BeforeAll
  static void start() {
    provider = new ProviderSimulator();
    kafka = OwnKafka.started(folder);
    log = new Log(kafka.bootstrap());
    database = TestServers.postgres().createDatabase("provider");
    wallet = startWallet();
    // A broker that has just been started may turn the first request down.
    Eventually.isTrue(() -> wallet.withdraw(1, "first", 1).status() == 422);
  }

  static RunningWallet startWallet() {
    return RunningWallet.start(
        database,
        kafka.bootstrap(),
        "wallet-provider",
        "--db-scheduler.polling-interval=100ms",
        "--neighborbid.wallet.provider.kind=http",
        "--neighborbid.wallet.provider.url=" + provider.url(),
        "--neighborbid.wallet.provider.api-key=" + ProviderSimulator.API_KEY,
        "--neighborbid.wallet.provider.webhook-secrets="
            + ProviderSimulator.OLD_SECRET
            + ","
            + ProviderSimulator.SECRET,
        "--neighborbid.wallet.provider.check-every=100ms",
        "--neighborbid.wallet.provider.poll-after=1h",
        "--neighborbid.wallet.request-wait=3s",
        "--neighborbid.wallet.payment.release-every=300ms");
  }

  @AfterAll
  static void stop() {
    wallet.close();
    log.close();
    kafka.close();
    provider.close();
  }

  @AfterEach
  void theLedgerHolds() {
    provider.away(false);
    provider.losesAnswers(false);
    provider.refusesToKnow(false);
    provider.hidesConfirmUrl(false);
    Audit.holds(wallet.jdbc());
  }

  static Answer deposit(long userId, String key, long amount) {
    return wallet.deposit(userId, key, amount);
  }

  String ask(long amount) {
    return deposit(user, "in", amount).body().path("paymentId").asText();
  }

  void fund(long amount) {
    String id = deposit(user, "fund", amount).body().path("paymentId").asText();
    long before = available();
    assertThat(tell("payment.confirmed", id, amount)).isEqualTo(204);
    Eventually.isTrue(() -> available() == before + amount);
  }

  static int tell(String type, String id, long amount) {
    return provider.tell(wallet.port(), type, id, amount);
  }

  static int chargeBack(String id, String chargebackId, long amount) {
    return provider.tellChargeback(wallet.port(), id, chargebackId, amount);
  }

  long available() {
    return wallet.get("/api/wallet", Tokens.of(user)).number("available");
  }

  JsonNode state(String id) {
    return wallet.get("/api/wallet/requests/" + id, Tokens.of(user)).body();
  }

  long deposits() {
    return wallet
        .jdbc()
        .sql("select count(*) from transfer where user_id = ? and type = 'DEPOSIT'")
        .param(user)
        .query(Long.class)
        .single();
  }

  static List<String> problems() {
    List<String> ids = new ArrayList<>();
    wallet
        .get("/api/admin/wallets/provider-problems", Tokens.admin(1))
        .body()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  static long checks(String id) {
    return wallet
        .jdbc()
        .sql("select coalesce(max(checks), 0) from provider_payment where id = ?::uuid")
        .param(id)
        .query(Long.class)
        .single();
  }

  /// The time to ask has come.
  static void checkNow(String id) {
    int _ =
        wallet
            .jdbc()
            .sql(
                "update provider_payment set next_check_at = now()"
                    + " where id = ?::uuid and next_check_at is not null")
            .param(id)
            .update();
  }

  /// Half an hour is over.
  static void timePasses(String id) {
    int _ =
        wallet
            .jdbc()
            .sql(
                "update provider_payment set expires_at = now() - interval '1 second',"
                    + " next_check_at = now() where id = ?::uuid")
            .param(id)
            .update();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
