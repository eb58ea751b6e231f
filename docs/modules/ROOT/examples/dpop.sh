# Tokens and proofs for curl, until you have an authorization server and a client. Needs OpenSSL 3.
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
random() { openssl rand -hex 16; }

# The key of an issuer, whose public half the server has to know, and the key of a client.
[ -f issuer.key ] || openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out issuer.key
openssl pkey -in issuer.key -pubout -out issuer.pem
[ -f client.key ] || openssl genpkey -algorithm Ed25519 -out client.key

X=$(openssl pkey -in client.key -pubout -outform DER | tail -c 32 | base64url)
JWK="{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"$X\"}"
JKT=$(printf %s "$JWK" | openssl dgst -sha256 -binary | base64url)

# token: one for anybody who has it. token "$JKT": one that is bound to the client's key. Good for ten minutes.
token() {
  claims="\"iss\":\"https://issuer.example\",\"aud\":\"https://api.example\",\"upn\":\"alice\",\"groups\":[\"user\"]"
  claims="$claims,\"jti\":\"$(random)\",\"iat\":$(date +%s),\"exp\":$(($(date +%s) + 600))"
  [ -z "$1" ] || claims="$claims,\"cnf\":{\"jkt\":\"$1\"}"
  printf %s "$(printf '{"alg":"RS256"}' | base64url).$(printf %s "{$claims}" | base64url)" > unsigned
  echo "$(cat unsigned).$(openssl dgst -sha256 -sign issuer.key -binary unsigned | base64url)"
}

# proof METHOD URI TOKEN: good for one request, within a minute.
proof() {
  ath=$(printf %s "$3" | openssl dgst -sha256 -binary | base64url)
  claims="\"htm\":\"$1\",\"htu\":\"$2\",\"ath\":\"$ath\",\"jti\":\"$(random)\",\"iat\":$(date +%s)"
  header="{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":$JWK}"
  printf %s "$(printf %s "$header" | base64url).$(printf %s "{$claims}" | base64url)" > unsigned
  echo "$(cat unsigned).$(openssl pkeyutl -sign -rawin -inkey client.key -in unsigned | base64url)"
}
