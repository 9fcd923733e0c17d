#!/bin/sh
# Packs the agent as one file that runs on a bare Linux host: a small Java runtime, the jars, an AOT cache, a launcher.
# Usage: build.sh JAVA_HOME TARGET_FOLDER AGENT_JAR
set -eu
jdk=$1 target=$2 jar=$3
source=$(cd "$(dirname "$0")" && pwd)
image=$target/image/offshoot-agent
packed=$target/offshoot-agent-image.tar.gz
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.sasl,jdk.management,jdk.unsupported

# Nothing to do when the same jars were packed by the same script and JDK before.
stamp=$(cat "$source"/* "$jdk/release" "$jar" "$target"/image-lib/*.jar | sha256sum)
[ -f "$packed" ] && [ "$stamp" = "$(cat "$target/image.stamp" 2>/dev/null)" ] && exit 0
rm -f "$packed" "$target/image.stamp"

if [ ! -x "$image/runtime/bin/java" ] || ! cmp -s "$jdk/release" "$target/image.jdk" || [ "$modules" != "$(cat "$target/image.modules" 2>/dev/null)" ]; then
  rm -rf "$image"
  mkdir -p "$image"
  "$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --compress=zip-2 --vm=server --output "$image/runtime"
  cp "$jdk/release" "$target/image.jdk"
  echo "$modules" >"$target/image.modules"
fi

rm -rf "$image/lib" "$image/bin"
mkdir -p "$image/lib" "$image/bin"
cp "$target"/image-lib/*.jar "$image/lib/"
cp "$jar" "$image/lib/agent.jar"
# The optimizing compiler for digests and ciphers alone: they are some fifteen times slower without it, all else starts faster.
cp "$source/compiler-directives.json" "$image/lib/"
# The archive keeps whole seconds only, and the AOT cache is refused when a jar's time differs.
touch -d @1767225600 "$image"/lib/*.jar "$image/runtime/lib/modules"

classpath=
for file in "$image"/lib/*.jar; do
  classpath=$classpath${classpath:+:}'$home'/lib/$(basename "$file")
done
cat >"$image/bin/agent" <<EOF
#!/bin/sh
# Starts the agent with the runtime it was shipped with. What it needs is in the environment; DESIGN.md says what.
home=\$(cd "\$(dirname "\$(readlink -f "\$0")")/.." && pwd)
exec "\$home/runtime/bin/java" \${OFFSHOOT_AGENT_AOT:--XX:AOTCache=\$home/lib/agent.aot} \\
  -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -Xms16m -Xmx96m -Xss512k \\
  -XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile="\$home/lib/compiler-directives.json" \\
  --enable-native-access=ALL-UNNAMED -cp "$classpath" dev.offshoot.agent.config.AgentMain
EOF
chmod 755 "$image/bin/agent"

"$jdk/bin/java" "$source/Rehearsal.java" "$image" "$target/rehearsal"
tar -C "$target/image" --sort=name --owner=0 --group=0 --numeric-owner -cf - offshoot-agent | gzip -1 >"$packed.new"
mv "$packed.new" "$packed"
echo "$stamp" >"$target/image.stamp"
