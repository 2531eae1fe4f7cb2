package org.latentlab.engine.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.latentlab.engine.EngineException;

/** Writes {@link ModelArchive}s. */
final class ModelArchiveWriter {

    /**
     * The same content must give the same bytes. Not the first moment a zip can hold, 1 January 1980: Java takes that
     * for a time before it and adds another, which depends on the time zone.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int CHUNK = 1 << 14;

    private ModelArchiveWriter() {
    }

    static void write(final Path target, final String kind, final Map<String, Object> manifest,
        final List<Tensor> tensors) throws IOException {
        final byte[] json = manifest(kind, manifest, tensors).getBytes(StandardCharsets.UTF_8);
        if (json.length > ModelArchiveReader.MAX_MANIFEST) {
            throw new IllegalArgumentException("A model's manifest of " + json.length + " bytes is too long; at most "
                + ModelArchiveReader.MAX_MANIFEST + " are allowed.");
        }
        tensors.forEach(ModelArchiveWriter::checkFinite);
        final Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        final Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new IOException("The model cannot be written to '" + target + "': this is a directory.");
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException("The model cannot be written to '" + target + "': there is no directory '"
                + directory + "'.");
        }
        if (isProtected(file)) {
            throw new IOException("The model cannot be written to '" + target + "': the file there is write-protected. "
                + "Choose another file or make this one writable.");
        }
        try {
            replace(file, directory.resolve(".latentlab-" + UUID.randomUUID() + ".tmp"), json, tensors);
        } catch (IOException e) {
            throw new IOException("The model could not be written to '" + target + "': " + reason(e, directory)
                + (Files.exists(file) ? " The file there is as it was before." : ""), e);
        }
    }

    /** A file may be replaced by whoever may write to its directory; one that nobody may write to is left alone. */
    private static boolean isProtected(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        final PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return !Files.isWritable(file) || posix != null && posix.readAttributes().permissions().stream()
            .noneMatch(p -> p.name().endsWith("_WRITE"));
    }

    private static void replace(final Path file, final Path temporary, final byte[] json, final List<Tensor> tensors)
        throws IOException {
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
                takePermissions(file, temporary);
                writeZip(out, json, tensors);
            }
            move(temporary, file);
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException notDeleted) {
                e.addSuppressed(notDeleted);
            }
            throw e;
        }
    }

    private static void takePermissions(final Path from, final Path to) throws IOException {
        final PosixFileAttributeView posix = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (posix != null && Files.exists(from)) {
            posix.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    private static String reason(final IOException e, final Path directory) {
        if (e instanceof java.nio.file.AccessDeniedException || e instanceof NoSuchFileException) {
            return "no file can be created in '" + directory + "': " + (Files.isDirectory(directory)
                ? "you may not write there." : "it is no longer there.");
        }
        final String reason = e instanceof java.nio.file.FileSystemException f && f.getReason() != null
            ? f.getReason() : String.valueOf(e.getMessage());
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private static void move(final Path temporary, final Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String manifest(final String kind, final Map<String, Object> model, final List<Tensor> tensors) {
        if (kind == null || kind.isBlank()) {
            throw new IllegalArgumentException("A model archive needs the kind of the model.");
        }
        final Set<String> names = new HashSet<>();
        final List<Object> list = new ArrayList<>();
        for (final Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("Two tensors have the name '" + tensor.name() + "'.");
            }
            final Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", tensor.name());
            entry.put("shape", tensor.shape());
            list.add(entry);
        }
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", ModelArchive.FORMAT);
        manifest.put("formatVersion", ModelArchive.FORMAT_VERSION);
        manifest.put("kind", kind);
        manifest.put("tensors", list);
        manifest.put("model", model);
        return ManifestJson.write(manifest);
    }

    private static void checkFinite(final Tensor tensor) {
        final float[] values = tensor.values();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new EngineException("The model cannot be saved: value " + i + " of '" + tensor.name() + "' is "
                    + values[i] + ". The training has diverged; try a smaller learning rate.");
            }
        }
    }

    private static void writeZip(final FileChannel file, final byte[] json, final List<Tensor> tensors)
        throws IOException {
        final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16))) {
            final CRC32 crc = new CRC32();
            crc.update(json);
            zip.putNextEntry(entry(ModelArchive.MANIFEST, json.length, crc.getValue()));
            zip.write(json);
            zip.closeEntry();
            for (final Tensor tensor : tensors) {
                crc.reset();
                final float[] values = tensor.values();
                for (int from = 0; from < values.length; from += CHUNK) {
                    crc.update(buffer.array(), 0, fill(buffer, values, from));
                }
                zip.putNextEntry(entry(ModelArchive.entryOf(tensor.name()), (long)values.length * Float.BYTES,
                    crc.getValue()));
                for (int from = 0; from < values.length; from += CHUNK) {
                    zip.write(buffer.array(), 0, fill(buffer, values, from));
                }
                zip.closeEntry();
            }
            zip.finish();
            zip.flush();
            file.force(true); // the file's new name must not reach the disk before its content
        }
    }

    private static int fill(final ByteBuffer buffer, final float[] values, final int from) {
        final int count = Math.min(CHUNK, values.length - from);
        buffer.asFloatBuffer().put(values, from, count);
        return count * Float.BYTES;
    }

    private static ZipEntry entry(final String name, final long size, final long crc) {
        // Stored, not deflated: weights hardly shrink, and deflated bytes would depend on the zlib of the machine.
        final ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setTimeLocal(TIME);
        return entry;
    }
}
