package org.latentlab.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads {@link ModelArchive}s and refuses whatever is not one, in the order: zip, entries, manifest, weights. */
final class ModelArchiveReader {

    /** Longer manifests are refused, in bytes: a history of 100,000 epochs fits. */
    static final int MAX_MANIFEST = 1 << 26;

    /** Deflate cannot shrink further than this; a larger promise is a lie, found out before memory is set aside. */
    private static final long MAX_RATIO = 1032;

    private final Path m_file;
    private final ZipFile m_zip;
    private final Map<String, ZipEntry> m_entries = new LinkedHashMap<>();

    private ModelArchiveReader(final Path file, final ZipFile zip) {
        m_file = file;
        m_zip = zip;
    }

    static ModelArchive read(final Path file, final String expectedKind) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no model file '" + file + "'"
                + (Files.exists(file) ? ": this is a directory." : "."));
        }
        if (!Files.isReadable(file)) {
            throw new IOException("The model file '" + file + "' cannot be read: access is denied.");
        }
        try (ZipFile zip = open(file)) {
            return new ModelArchiveReader(file, zip).read(expectedKind);
        } catch (IllegalArgumentException e) {
            // the JDK's answer to an entry whose name is no UTF-8
            throw damaged(file, e);
        }
    }

    private static ZipFile open(final Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), ZipFile.OPEN_READ, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static IOException damaged(final Path file, final Exception e) {
        return new IOException("'" + file + "' is no LatentLab model, or is cut off or damaged: it cannot be read as a "
            + "zip archive (" + e.getMessage() + ").", e);
    }

    private ModelArchive read(final String expectedKind) throws IOException {
        collectEntries();
        final ZipEntry entry = m_entries.get(ModelArchive.MANIFEST);
        if (entry == null) {
            throw refused("it has no " + ModelArchive.MANIFEST);
        }
        if (entry.getSize() > MAX_MANIFEST) {
            throw refused("its manifest claims " + entry.getSize() + " bytes; at most " + MAX_MANIFEST
                + " are allowed");
        }
        final Map<String, Object> json = parse(unpack(entry, entry.getSize()));
        final ManifestView manifest = new ManifestView(json, m_file.toString(), "");
        checkHeader(manifest, expectedKind);
        final Map<String, int[]> shapes = shapes(manifest);
        checkEntries(shapes);
        final Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (final Map.Entry<String, int[]> tensor : shapes.entrySet()) {
            tensors.put(tensor.getKey(), readTensor(tensor.getKey(), tensor.getValue()));
        }
        return new ModelArchive(manifest.string("kind"), manifest.object("model").values(), tensors);
    }

    private IOException refused(final String found) {
        return new IOException("'" + m_file + "' is no model that can be used: " + found + ".");
    }

    private void collectEntries() throws IOException {
        for (final Enumeration<? extends ZipEntry> e = m_zip.entries(); e.hasMoreElements();) {
            final ZipEntry entry = e.nextElement();
            final String name = entry.getName();
            if (name.startsWith("/") || name.contains("\\") || name.contains(":") || name.indexOf('\0') >= 0
                || List.of(name.split("/", -1)).contains("..")) {
                throw refused("its entry '" + name + "' points out of the archive");
            }
            if (m_entries.put(name, entry) != null) {
                throw refused("its entry '" + name + "' is there twice");
            }
        }
    }

    private Map<String, Object> parse(final byte[] bytes) throws IOException {
        try {
            return ManifestJson.read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new IOException("'" + m_file + "' is no model that can be used: its manifest is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new IOException("'" + m_file + "' is no model that can be used: its manifest is no JSON ("
                + e.getMessage() + ").", e);
        }
    }

    private void checkHeader(final ManifestView manifest, final String expectedKind) throws IOException {
        if (!ModelArchive.FORMAT.equals(manifest.values().get("format"))) {
            throw refused("its manifest does not say that this is a LatentLab model");
        }
        final long version = manifest.longInteger("formatVersion");
        if (version != ModelArchive.FORMAT_VERSION) {
            throw refused("it has format version " + version + ", but this LatentLab reads version "
                + ModelArchive.FORMAT_VERSION + (version > ModelArchive.FORMAT_VERSION
                    ? "; it was written by a newer LatentLab, update to read it" : ""));
        }
        final String kind = manifest.string("kind");
        if (!kind.equals(expectedKind)) {
            throw refused("it holds a model of the kind '" + kind + "', but '" + expectedKind + "' is needed here");
        }
    }

    private Map<String, int[]> shapes(final ManifestView manifest) throws IOException {
        final Map<String, int[]> shapes = new LinkedHashMap<>();
        long bytes = 0;
        for (final ManifestView tensor : manifest.objects("tensors")) {
            final String name = tensor.string("name");
            final int[] shape = tensor.integers("shape").stream().mapToInt(Integer::intValue).toArray();
            final long count = Tensor.count(shape);
            if (!Tensor.isName(name) || count < 0) {
                throw refused("its manifest lists a tensor '" + name + "' of shape "
                    + java.util.Arrays.toString(shape) + ", which cannot be");
            }
            if (shapes.put(name, shape) != null) {
                throw refused("its manifest lists the tensor '" + name + "' twice");
            }
            bytes += count * Float.BYTES;
        }
        if (bytes / MAX_RATIO > Files.size(m_file)) {
            throw refused("its manifest promises " + bytes + " bytes of weights, which a file of " + Files.size(m_file)
                + " bytes cannot hold");
        }
        return shapes;
    }

    private void checkEntries(final Map<String, int[]> shapes) throws IOException {
        for (final String name : shapes.keySet()) {
            if (!m_entries.containsKey(ModelArchive.entryOf(name))) {
                throw refused("the weights '" + ModelArchive.entryOf(name) + "' are missing");
            }
        }
        for (final String entry : m_entries.keySet()) {
            final boolean known = entry.equals(ModelArchive.MANIFEST) || entry.startsWith("weights/")
                && entry.endsWith(".f32") && shapes.containsKey(entry.substring(8, entry.length() - 4));
            if (!known) {
                throw refused("it holds '" + entry + "', which its manifest does not list");
            }
        }
    }

    private Tensor readTensor(final String name, final int[] shape) throws IOException {
        final int count = (int)Tensor.count(shape);
        final byte[] bytes = unpack(m_entries.get(ModelArchive.entryOf(name)), (long)count * Float.BYTES);
        final float[] values = new float[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw refused("value " + i + " of its weights '" + name + "' is " + values[i]);
            }
        }
        return new Tensor(name, shape, values);
    }

    /** Unpacks no more than is declared: one byte beyond, and the archive is refused. */
    private byte[] unpack(final ZipEntry entry, final long declared) throws IOException {
        if (entry.getSize() != declared) {
            throw refused("its entry '" + entry.getName() + "' has " + entry.getSize() + " bytes where " + declared
                + " are declared");
        }
        final byte[] bytes;
        final boolean more;
        try (InputStream in = m_zip.getInputStream(entry)) {
            bytes = in.readNBytes((int)declared);
            more = in.read() >= 0;
        } catch (IOException e) {
            throw new IOException("'" + m_file + "' is no model that can be used: its entry '" + entry.getName()
                + "' is damaged (" + (e.getMessage() == null ? "it ends too early" : e.getMessage()) + ").", e);
        }
        if (bytes.length < declared) {
            throw refused("its entry '" + entry.getName() + "' ends after " + bytes.length + " of " + declared
                + " bytes");
        }
        if (more) {
            throw refused("its entry '" + entry.getName() + "' unpacks beyond its declared " + declared + " bytes");
        }
        final CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw refused("its entry '" + entry.getName() + "' is damaged: the checksum is wrong");
        }
        return bytes;
    }
}
