package org.latentlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a peer's script and reads the numbers that it prints. */
final class Peer {

    private Peer() {
    }

    /** @return the numbers on the last line that {@code python3 bench/peers/SCRIPT ARGUMENTS} prints */
    static double[] run(final String script, final String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(System.getProperty("bench.python", "/usr/bin/python3"));
        command.add(System.getProperty("bench.peers", "bench/peers") + "/" + script);
        command.addAll(Arrays.asList(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // made for ours; PyTorch's threads are up to twice as fast where they wait actively
        builder.environment().remove("OMP_WAIT_POLICY");
        final Process process = builder.start();
        String last = "";
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line;
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("The peer failed: " + String.join(" ", command));
        }
        return Arrays.stream(last.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
}
