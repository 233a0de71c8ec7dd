package io.clozeline.deploy.secure;

import io.clozeline.deploy.broker.Broker;
import java.util.Locale;
import java.util.Map;

/**
 * What makes a broker a secured one. Clients, and the broker to itself, log in by SCRAM over TLS;
 * the controller takes only who has the broker's own key. What no rule allows is refused.
 */
final class BrokerFile {
  private static final String CLIENTS = prefix(Broker.CLIENTS);
  private static final String CONTROLLER = prefix(Broker.CONTROLLER);

  private BrokerFile() {}

  static Map<String, String> of(Secrets secrets, String password, String storePassword) {
    String scram = CLIENTS + ClientFile.MECHANISM.toLowerCase(Locale.ROOT) + ".";
    return Map.ofEntries(
        Map.entry(
            "listener.security.protocol.map",
            Broker.CLIENTS + ":SASL_SSL," + Broker.CONTROLLER + ":SSL"),
        Map.entry("sasl.enabled.mechanisms", ClientFile.MECHANISM),
        Map.entry("sasl.mechanism.inter.broker.protocol", ClientFile.MECHANISM),
        Map.entry(scram + "sasl.jaas.config", ClientFile.login(Principal.BROKER, password)),
        Map.entry(scram + "sasl.server.callback.handler.class", StoredCredentials.class.getName()),
        Map.entry(StoredCredentials.FILE, secrets.credentials().toString()),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", secrets.keystore().toString()),
        Map.entry("ssl.keystore.password", storePassword),
        Map.entry("ssl.key.password", storePassword),
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", secrets.authority().toString()),
        Map.entry("ssl.enabled.protocols", "TLSv1.3"),
        Map.entry(CONTROLLER + "ssl.client.auth", "required"),
        Map.entry("ssl.principal.mapping.rules", "RULE:^CN=([a-z]+)$/$1/,DEFAULT"),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        Map.entry("allow.everyone.if.no.acl.found", "false"),
        Map.entry(
            "super.users", "User:" + Principal.ADMIN.text() + ";User:" + Principal.BROKER.text()));
  }

  private static String prefix(String listener) {
    return "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
  }
}
