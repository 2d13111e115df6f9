"""What compiled code asks of Numba's runtime, for a machine without one: memory for arrays that last one call.

Memory is taken one piece after the other, and all of it is free again as soon as nobody holds a piece. A piece begins
with the head that compiled code knows: holders, destructor and its word, data, size.
"""

HEAD, DATA, SIZE = 48, 16, 24  # bytes of the head; where in it the address of the data and their size lie

RUNTIME = f"""
@begin = internal global i32 0
@end = internal global i32 0
@next = internal global i32 0
@pieces = internal global i32 0

declare void @llvm.trap()

define void @reserve(i32 %begin, i32 %end) {{
  store i32 %begin, ptr @begin
  store i32 %begin, ptr @next
  store i32 %end, ptr @end
  ret void
}}

define ptr @NRT_MemInfo_alloc_aligned(i64 %size, i32 %align) {{
  %next = load i32, ptr @next
  %mask = sub i32 %align, 1
  %headed = add i32 %next, {HEAD}
  %raised = add i32 %headed, %mask
  %kept = xor i32 %mask, -1
  %data = and i32 %raised, %kept
  %wide = zext i32 %data to i64
  %last = add i64 %wide, %size
  %eight = add i64 %last, 7
  %whole = and i64 %eight, -8
  %end = load i32, ptr @end
  %limit = zext i32 %end to i64
  %full = icmp ugt i64 %whole, %limit
  br i1 %full, label %refuse, label %take
refuse:
  call void @llvm.trap()
  unreachable
take:
  %after = trunc i64 %whole to i32
  store i32 %after, ptr @next
  %before = load i32, ptr @pieces
  %more = add i32 %before, 1
  store i32 %more, ptr @pieces
  %head = inttoptr i32 %next to ptr
  call void @llvm.memset.p0.i32(ptr %head, i8 0, i32 {HEAD}, i1 false)
  store i64 1, ptr %head
  %data_place = getelementptr i8, ptr %head, i32 {DATA}
  store i32 %data, ptr %data_place
  %size_place = getelementptr i8, ptr %head, i32 {SIZE}
  store i64 %size, ptr %size_place
  ret ptr %head
}}

declare void @llvm.memset.p0.i32(ptr, i8, i32, i1)

define void @NRT_MemInfo_call_dtor(ptr %head) {{
  %before = load i32, ptr @pieces
  %fewer = sub i32 %before, 1
  store i32 %fewer, ptr @pieces
  %none = icmp eq i32 %fewer, 0
  br i1 %none, label %empty, label %done
empty:
  %begin = load i32, ptr @begin
  store i32 %begin, ptr @next
  br label %done
done:
  ret void
}}
"""
