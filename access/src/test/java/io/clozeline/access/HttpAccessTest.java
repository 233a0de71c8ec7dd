package io.clozeline.access;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate before real routes. */
@QuarkusTest
class HttpAccessTest {
  @ConfigProperty(name = "clozeline.http.token")
  String token;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/info",
        "/q/metrics",
        "/nothing",
        "/",
        "//info",
        "/q/health/../metrics",
        "/q/health/%2e%2e/metrics",
        "/q/health/..%2Fmetrics/../../metrics"
      })
  void aRequestWithoutTheTokenIsToldNothing(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer realm=\"clozeline\"")
        .body(is(emptyString()));
  }

  @Test
  void aRequestWithTheTokenIsAnswered() {
    given().auth().oauth2(token).get("/info").then().statusCode(200).body(is("told"));
    given().auth().oauth2(token).get("/q/metrics").then().statusCode(200);
    given().auth().oauth2(token + "x").get("/info").then().statusCode(401);
  }

  @Test
  void healthNeedsNoToken() {
    given().get("/q/health/live").then().statusCode(200).body(is("up"));
  }

  @Test
  void noOtherOriginIsAllowed() {
    given()
        .header("Origin", "https://elsewhere.example")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization")
        .options("/info")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", "https://elsewhere.example")
        .auth()
        .oauth2(token)
        .get("/info")
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Credentials", nullValue());
  }

  @Test
  void aLargeBodyIsRefused() throws IOException {
    // When only its size has been said: who still sends the rest may find the connection closed
    String answer;
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      String header =
          "POST /info HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n";
      byte[] bytes = header.formatted(token, 64 * 1024 + 1).getBytes(US_ASCII);
      socket.getOutputStream().write(bytes);
      answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
    }
    // Then
    assertTrue(answer.contains(" 413 "), answer);
    given().auth().oauth2(token).body(new byte[1024]).post("/info").then().statusCode(200);
  }

  @Test
  void aLargeHeaderIsRefused() {
    given()
        .auth()
        .oauth2(token)
        .header("X-Long", "x".repeat(10_000))
        .get("/info")
        .then()
        .statusCode(anyOf(equalTo(431), equalTo(400)));
  }

  @Test
  void theSecretIsNotInTheAnswerToABadRequest() {
    String answer = given().auth().oauth2(token.substring(1)).get("/info").asString();
    assertTrue(answer.isEmpty());
  }
}
