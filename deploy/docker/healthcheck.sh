#!/usr/bin/env bash
# Succeeds if the service in this container answers 200 for the path. The images have neither curl
# nor wget for sure, but they have bash.
set -u
exec 3<>"/dev/tcp/127.0.0.1/${NB_PORT}" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
IFS= read -r -t 3 status <&3 || exit 1
[[ $status == "HTTP/1.1 200"* ]]
