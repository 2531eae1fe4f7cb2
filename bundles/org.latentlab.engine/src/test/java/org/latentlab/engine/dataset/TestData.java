package org.latentlab.engine.dataset;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;

/** Small data sets on disk, and the reference data beside the project where they are present. */
final class TestData {

    private TestData() {
    }

    /** A file or folder of the reference data (LATENTLAB_DATA, or beside the project); skips where it is absent. */
    static Path shared(final String name) {
        final String set = System.getenv("LATENTLAB_DATA");
        final Path directory = Path.of(set != null ? set : "../../../shared/data");
        final Path path = directory.resolve(name).toAbsolutePath().normalize();
        Assumptions.assumeTrue(Files.exists(path), "There is no reference data at " + path);
        return path;
    }

    static DatasetRequest request(final DatasetFormat format, final Path directory, final Split split) {
        return new DatasetRequest(format, directory, split, 0, 1, null);
    }

    static byte[] idxImages(final int announced, final int height, final int width, final byte[] pixels)
        throws IOException {
        return idx(0x803, new int[]{announced, height, width}, pixels);
    }

    static byte[] idxLabels(final int announced, final int... labels) throws IOException {
        final byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte)labels[i];
        }
        return idx(0x801, new int[]{announced}, bytes);
    }

    static byte[] idx(final int magic, final int[] extents, final byte[] data) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (final int extent : extents) {
            out.writeInt(extent);
        }
        out.write(data);
        return bytes.toByteArray();
    }

    static byte[] gzip(final byte[] data) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    /** Pixels 0, 1, 2 … modulo 256. */
    static byte[] counting(final int length) {
        final byte[] pixels = new byte[length];
        for (int i = 0; i < length; i++) {
            pixels[i] = (byte)i;
        }
        return pixels;
    }

    /** A PNG whose pixels all have one value. */
    static byte[] png(final ImageShape shape, final int value) {
        final byte[] pixels = new byte[shape.values()];
        java.util.Arrays.fill(pixels, (byte)value);
        return PngCodec.encode(Images.ofBytes(shape, pixels), 0);
    }

    static void write(final Path file, final byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
