package io.clozeline.events.stage;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB's memory for a service's stores, native and outside of every other bound: one cache for
 * those of all partitions, which the writes that wait to go to disk count against.
 */
public final class BoundedStores implements RocksDBConfigSetter {
  private static final long CACHE = 16 * 1024 * 1024;
  private static final long WAITING_WRITES = 8 * 1024 * 1024;
  private static final long WRITE_BUFFER = 2 * 1024 * 1024;

  // For the whole process: RocksDB must not close them with one of its stores.
  private static final Cache SHARED_CACHE = new LRUCache(CACHE);
  private static final WriteBufferManager SHARED_WRITES =
      new WriteBufferManager(WAITING_WRITES, SHARED_CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(SHARED_CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(SHARED_WRITES);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {}
}
