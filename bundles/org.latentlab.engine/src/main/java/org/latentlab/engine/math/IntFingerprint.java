package org.latentlab.engine.math;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether integers are the same as before, without the integers. */
public final class IntFingerprint {

    private IntFingerprint() {
    }

    /**
     * @param values integers
     * @return the SHA-256 of them, big-endian, as 64 hexadecimal digits
     */
    public static String of(final int[] values) {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, values.length));
        bytes.asIntBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
