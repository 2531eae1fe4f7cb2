package org.latentlab.engine.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Images of one shape in one flat buffer, image after image, each C×H×W. The buffer holds either bytes (0…255, as they
 * come from files) or floats (as a decoder makes them); both are read as floats in [0, 1]. Immutable by convention:
 * the buffers are shared, not copied, and must not be written to once given.
 */
public final class Images {

    private static final float SCALE = 1f / 255f;

    private final ImageShape m_shape;
    private final int m_size;
    private final byte[] m_bytes;
    private final float[] m_floats;

    private Images(final ImageShape shape, final byte[] bytes, final float[] floats) {
        final int length = bytes != null ? bytes.length : floats.length;
        if (length % shape.values() != 0) {
            throw new IllegalArgumentException("A buffer of " + length + " values does not hold whole images of "
                + shape + " (" + shape.values() + " values each).");
        }
        m_shape = shape;
        m_size = length / shape.values();
        m_bytes = bytes;
        m_floats = floats;
    }

    /**
     * @param shape the shape of every image
     * @param pixels n × shape.values() unsigned bytes, 0…255; not copied
     * @return the images
     */
    public static Images ofBytes(final ImageShape shape, final byte[] pixels) {
        return new Images(shape, pixels, null);
    }

    /**
     * @param shape the shape of every image
     * @param pixels n × shape.values() floats in [0, 1]; not copied
     * @return the images
     */
    public static Images ofFloats(final ImageShape shape, final float[] pixels) {
        return new Images(shape, null, pixels);
    }

    /** @return the number of images */
    public int size() {
        return m_size;
    }

    /** @return the shape of every image */
    public ImageShape shape() {
        return m_shape;
    }

    /** @return whether the images are kept as bytes (0…255), so that nothing is lost by {@link #byteValue} */
    public boolean areBytes() {
        return m_bytes != null;
    }

    /**
     * @param image the image, 0…size()-1
     * @param index the value within the image, 0…shape().values()-1
     * @return the pixel value in [0, 1]
     */
    public float value(final int image, final int index) {
        final int i = offset(image) + index;
        return m_bytes != null ? (m_bytes[i] & 0xff) * SCALE : m_floats[i];
    }

    /**
     * @param image the image, 0…size()-1
     * @param index the value within the image, 0…shape().values()-1
     * @return the pixel value rounded to 0…255; floats outside [0, 1] are clipped
     */
    public int byteValue(final int image, final int index) {
        final int i = offset(image) + index;
        if (m_bytes != null) {
            return m_bytes[i] & 0xff;
        }
        return Math.round(Math.min(1f, Math.max(0f, m_floats[i])) * 255f);
    }

    /**
     * Copies one image as floats in [0, 1].
     *
     * @param image the image, 0…size()-1
     * @param target where to, at least offset + shape().values() long
     * @param offset where in the target the image begins
     */
    public void copyTo(final int image, final float[] target, final int offset) {
        final int values = m_shape.values();
        final int from = offset(image);
        if (m_bytes == null) {
            System.arraycopy(m_floats, from, target, offset, values);
            return;
        }
        for (int i = 0; i < values; i++) {
            target[offset + i] = (m_bytes[from + i] & 0xff) * SCALE;
        }
    }

    /**
     * Copies one image as bytes, 0…255; floats are rounded and clipped.
     *
     * @param image the image, 0…size()-1
     * @param target where to, at least offset + shape().values() long
     * @param offset where in the target the image begins
     */
    public void copyBytes(final int image, final byte[] target, final int offset) {
        final int values = m_shape.values();
        if (m_bytes != null) {
            System.arraycopy(m_bytes, offset(image), target, offset, values);
            return;
        }
        for (int i = 0; i < values; i++) {
            target[offset + i] = (byte)byteValue(image, i);
        }
    }

    /** @return all values as one new array, image after image, in [0, 1] */
    public float[] toFloats() {
        final float[] all = new float[m_size * m_shape.values()];
        for (int i = 0; i < m_size; i++) {
            copyTo(i, all, i * m_shape.values());
        }
        return all;
    }

    /**
     * @param rows the images to take, in this order, each 0…size()-1
     * @return those images, copied
     */
    public Images select(final int[] rows) {
        final int values = m_shape.values();
        if (m_bytes != null) {
            final byte[] chosen = new byte[rows.length * values];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(m_bytes, offset(rows[i]), chosen, i * values, values);
            }
            return ofBytes(m_shape, chosen);
        }
        final float[] chosen = new float[rows.length * values];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(m_floats, offset(rows[i]), chosen, i * values, values);
        }
        return ofFloats(m_shape, chosen);
    }

    /**
     * Turns RGB into the luminance Y' = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), as {@link ImageResize} does.
     *
     * @return the images in gray, bytes (rounded) if they were bytes, else floats; these images where they are gray
     */
    public Images toGray() {
        return ImageResize.resize(this, ImageShape.gray(m_shape.height(), m_shape.width()));
    }

    /** @return whether all values of all images are the same, so that nothing can be learned from them */
    public boolean areConstant() {
        if (m_bytes != null) {
            for (final byte b : m_bytes) {
                if (b != m_bytes[0]) {
                    return false;
                }
            }
            return true;
        }
        for (final float f : m_floats) {
            if (f != m_floats[0]) {
                return false;
            }
        }
        return true;
    }

    /** @return SHA-256 of shape and pixels as 64 hexadecimal digits: the same data give the same fingerprint */
    public String fingerprint() {
        final MessageDigest digest = sha256();
        digest.update(m_shape.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (m_bytes != null) {
            digest.update(m_bytes);
        } else {
            final java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(4 * m_shape.values())
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < m_size; i++) {
                buffer.clear();
                buffer.asFloatBuffer().put(m_floats, offset(i), m_shape.values());
                digest.update(buffer.array());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private int offset(final int image) {
        if (image < 0 || image >= m_size) {
            throw new IndexOutOfBoundsException("Image " + image + " of " + m_size);
        }
        return image * m_shape.values();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Images that && m_shape.equals(that.m_shape) && Arrays.equals(m_bytes, that.m_bytes)
            && Arrays.equals(m_floats, that.m_floats);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(m_bytes) + Arrays.hashCode(m_floats);
    }
}
